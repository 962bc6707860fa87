//! Words of a server's limits and its state.

use super::Stems;

/// Many: too many, the maximum, the limit.
pub(in crate::diagnosis) const TOO_MANY: Stems = Stems(
    "too many|to many|too much|maximum| max |exceed
slots are in use|slots in use|users already logged in|users are already logged in
queue is full|server full|server is full|no more |only one |already connected
more than|simultaneous|concurrent|zu viele|hochstzahl|maximal|trop de|nombre max
demasiad|maxim|excedi|troppi|troppe|massimo|te veel|for manga|for mange|liian mon
zbyt wiele|za duzo|maksym|prilis mnoho|tul sok|prea mult|cok fazla|слишком много
максимал|превыш|лимит|太多|过多|過多|上限|最大|超过|超出|超過|達し|너무 많|초과|최대
already has |already have |sessions open|already in use| limit | limits | limite | limiti |been reached|is reached|are reached|limit reached|number reached|reached the|have reached|connections reached|sessions reached|users reached|logins reached|clients reached|account reached|site is full|currently full|多すぎ
per account reached
maxuser|maxclient|maxconn|maxlogin|maxsession|server reached|at capacity|zu viel |zuviele|trop d|maximale|hogst antal|nejvyssi|prekroc|prekrac|tullep|depasi|asildi|забагато|перевищ|твърде много|надвиш|παρα πολλ|υπερβ|تجاوز|الحد الاقصى|كثير|יותר מדי|terlalu banyak|melebihi|qua nhieu|vuot qua|toi da|มากเกินไป|เกินจำนวน|超限|已满|已滿|人数已|満員|정원 초과|가득|previse|prevelik
there are already
mehr als|plus de|mas de|mais de|piu di|meer dan|mer an|mere end|mer enn|enemman kuin|wiecej niz|vice nez|viac ako|tobb mint|mai mult de|mai multe|больше чем|более|більше|повече от|περισσοτερ|اكثر من|יותר מ|lebih dari|以上の",
);

/// Connections, users, sessions: what a limit counts.
pub(in crate::diagnosis) const CONNECTIONS: Stems = Stems(
    "connection| conn |users|user limit|user login|clients|sessions|session from
 hosts |user slots|simultaneous|concurrent|people|threads|logged in|instances|queue
from this ip|same ip|as the same user|capacity|verbindung|benutzer|sitzung|connexion
utilisateur|conexion|usuario|conexoes|conexao|connession|utenti|verbinding|gebruiker
anslutning|anvandare|forbindelse|tilkobling|brugere|yhtey|kayttaj|polacz|uzytkownik
pripojeni|spojeni|uzivatel|kapcsolat|felhasznalo|conexiuni|baglanti|kullanici|соединен
подключен|пользовател|сесси|连接|連線|連接|用户|使用者|接続|ユーザ|접속|연결|사용자
logged in users|user count|connected users|maxuser|maxclient|maxconn|maxlogin|maxsession|користувач|зєднан|з єднан|връзк|потребител|συνδεσ|χρηστ|اتصال|مستخدم|חיבור|משתמש|koneksi|pengguna|ket noi|nguoi dung|การเชือมตอ|ผูใช|人数|接続数|korisnik|veza",
);

/// Attempts that failed.
pub(in crate::diagnosis) const ATTEMPTS: Stems = Stems(
    "attempt|retries| tried 
fehlversuch|versuche|anmeldeversuch|tentativ|intento
pogingen|forsok|forsog|yritys|prob logow|pokus|kiserlet|incercar|deneme|попыт|尝试|嘗試|失败次数
試行|시도
failures|failed logins|bad logins|invalid logins|incorrect logins|wrong passwords|bad passwords|incorrect passwords|invalid passwords| tries |login failure limit|essais
login failures|failed auth|failed password|authentication failures|invalid password attempts|thu qua|percobaan|attempted|спроб|опит|προσπαθ|محاول|ניסיונ|ครัง|次数|回数|횟수|pokusaj|bad login|wrong login|incorrect login|invalid attempts",
);

/// The client's address as what is refused.
pub(in crate::diagnosis) const ADDRESS: Stems = Stems(
    " ip | ips |ident or ip|host not allowed|ip address| your host| hostname|your network|this network| subnet|from the ip|unknown ip|region|geoip|invalid address given
 ip adresse|adresse ip|ihre adresse|osoite| adresu| adresa| cim |адрес|地址|アドレス|주소
your address|this address|that address|address is |address not|address has |address was |from address|client address|remote address|internet address|source address|host address|addresses are|addresses from|your location|this location|your country|this country| from this host|from your host|from your network|peer address|ihre adresse|ihrer adresse|dieser adresse|votre adresse|cette adresse|su direccion|esta direccion|direccion ip|seu endereco|endereco ip|suo indirizzo|questo indirizzo|indirizzo ip|uw adres|ip adres|din adress|ip adress|ip adresa|ip cim
this ip|that ip|client ip|remote ip|source ip|remote host|reverse dns| rdns |ptr record|your domain|your machine|your computer|ip range|ip not|ip denied|ip blocked|ip banned|ip has|this domain|that host|current location|from here|direccion de red|endereco de rede|adres ip|ip sua|dia chi|alamat|διευθυνσ|عنوان|כתובת|ทีอยู|айпи|адреса|locatie|此 ip|该 ip|您的 ip|你的 ip",
);

/// Banned, on a list.
pub(in crate::diagnosis) const BANNED: Stems = Stems(
    "banned|blacklist|black list|blocklist|block list|has been block|is blocked|temporarily blocked|are blocked|been locked out|blocked due|fail2ban|gesperrt|gebannt|bloque|bloqueada|bloqueado|bloccat|geblokkeerd|blockerad|blokeret|zablokowan|zablokovan|engellen|заблокирован|забанен|封禁|被禁|黑名单|黑名單|ブロック|차단
 ban | bans |autoban|banlist|ban list|baneado|prohibida su|banni|bannato|verbannen|zbanowan|zabanovan|blocat|diblokir|bi chan|bi khoa|αποκλεισ|محظور|חסום|ถูกบลอก|заборонен|блокиран|被封|拉黑|拦截",
);

/// A one-time or temporary state, for a lock.
pub(in crate::diagnosis) const LOCKED: Stems = Stems(
    "locked out|lockout|temporarily locked|temporarily disabled|temporarily block|temporarily banned|try again in|try again after",
);

/// What a visitor is told who is not wanted.
pub(in crate::diagnosis) const UNWELCOME: Stems = Stems(
    "not welcome|not permitted to make|not permitted to connect|not allowed to connect|not authorized to connect|go away|connection refused|connection denied|connection rejected|connections refused|connections not accepted|nicht willkommen|pas autorise|no esta autorizado|non sei autorizzato|подключение запрещено|不允许连接|接続を許可|연결을 허용",
);

/// The end for want of activity.
pub(in crate::diagnosis) const TIMEOUT: Stems = Stems(
    "timeout|time out|timed out|idle|inactiv|login time exceeded|time limit|took too long|too slow|no activity|no transfer|time expired|session expired|typing a little faster|zeituberschreitung|zeitlimit|inaktiv|delai|temps depasse|tiempo de espera|tiempo agotado|inactividad|tempo esgotado|tempo limite|inatividade|tempo scaduto|inattivita|verlopen sessie|inactiviteit|tidsgrans|inaktivitet|aikakatkais|przekroczono czas|przekroczony czas|limit czasu|bezczynnosc|vyprsel|vyprsal|casovy limit|idotullepes|timp expirat|zaman asimi|zamanasimi|тайм аут|таймаут|время ожидания|истекло|превышено время|бездейств|超时|超時|逾時|逾时|タイムアウト|시간 초과|시간초과|타임아웃
유휴|시간이 초과|アイドル|無操作|空闲|闲置|閒置|未活动
session timeout|login timeout|expired due to inact|took to long|too long without|kein befehl|keine aktivitat|wegen inaktivit|delai depasse|delai dattente|delai d attente|expirou|expiro la sesion|sesion expirada|sessao expirada|sessione scaduta|sessie verlopen|limit bezczynn|vyprsel cas|vyprsal cas|изтече|час очікування|час вийшов|неактивн|μη δραστηρ|ληξη χρον|انتهت المهله|انتهت مهله|פג הזמן|הזמן הקצוב|waktu habis|het thoi gian|het gio|หมดเวลา|isteklo|操作超时|会话过期|会话超时|長時間|時間切れ|セッションが切れ|제한 시간|시간이 지",
);

/// A timeout as the whole matter.
pub(in crate::diagnosis) const TIMEOUT_CERTAIN: Stems = Stems("idle|inactiv|session timed out");

/// Shutting down.
pub(in crate::diagnosis) const SHUTDOWN: Stems = Stems(
    "shut down|shutdown|shutting down|going down|is closing down|rebooting|being restarted|heruntergefahren|beendet sich|wird beendet|arret du serv|en cours d arret|apagando|apagado del|desligando|sendo desligado|spegnimento|wordt afgesloten|stangs av|lukkes ned|sammutetaan|zostanie wylaczon|zamykany|vypina se|leall|se inchide|kapatiliyor|выключается|останавлив|завершает работу|关闭中|正在关闭|正在關閉|停机|シャットダウン|종료 중|종료중|종료됩니다
server stop|stop is pending|server is stopping|service is stopping|is stopping|server stopping|server terminat|server exiting|server quitting|is about to shut|halting|sera arrete|va s arreter|se apagara|sera desligado|sara spento|zostaje wylaczon|bude vypnut|leallitas|kapanacak|вимикається|завершує роботу|изключва|τερματιζ|ايقاف التشغيل|כיבוי|dimatikan|dang tat|ปิดระบบ|gasi se|关机|即将关闭|再起動|재시작
server restarting|is restarting|service restarting|system restarting|server will restart|restart in progress
going offline|goes offline|taken offline|taking offline",
);

/// Closed for a time.
pub(in crate::diagnosis) const MAINTENANCE: Stems = Stems(
    "maintenance|server down|server is down|system down|system is down|service stopped|server stopped|server is offline|server offline|server is closed|closed for|nologin|not accepting connections|not accepting logins|not accepting new|wartung|geschlossen|mantenimiento|manutencao|manutenzione|onderhoud|underhall|vedligehold|vedlikehold|huolto|konserwac|prac technicznych|udrzb|karbantart|mentenanta|bakimda|обслуживани|технические работы|维护|維護|メンテナンス|停止中|점검
server closed|site closed|service closed|system closed|ftp closed|server disabled|server is disabled|service disabled|service is disabled|ftp disabled|is down|backup is running|backup in progress|under construction|upgrade|upgrading|updating|being updated|gesloten|ferme pour|fermee|cerrado por|fechado para|chiuso per|zamknie|uzavren|zavren|kapali|техническ|технічн|поддръжк|συντηρησ|صيانه|תחזוקה|pemeliharaan|bao tri|ปรับปรุง|odrzavanj|停止服务|关闭维护|停服|升级|更新中
сервер закрыт|сайт закрыт|сервер закрит|backup",
);

/// Cannot serve now, or is set up wrongly.
pub(in crate::diagnosis) const UNAVAILABLE: Stems = Stems(
    "service not available|service unavailable|temporarily unavailable|temporary unavailable|currently unavailable|not available at this time|system busy|server busy|server is busy|is too busy|try again later|try later|out of memory|memory low|low memory|no memory|no server available|super server|unable to identify|no place for you to log in|no valid servers|error loading|fatal error| fatal |configuration error|misconfig|not configured|no login listener|listener setup|file system not instantiated|resource unavailable|security resource|resources|load too high|load average|server not ready|not ready|starting up|overload|disk full|cannot open|could not open|could not read|cannot read|cant open|no space
nicht verfugbar|dienst nicht|uberlastet|indisponible|service non disponible|no disponible|servicio no|nao disponivel|indisponivel|non disponibile|servizio non|niet beschikbaar|inte tillganglig|ikke tilgaengelig|ei ole kaytettavissa|niedostepn|nedostupn|indisponibil|kullanilamiyor|сервис недоступ|служба недоступ|временно недоступ|服务不可用|服务暂时|服務無法|暂时不可用|サービスは利用できません|サービスを利用できません|서비스를 사용할 수 없
服务器正忙|服务器忙|服务器繁忙|稍后再试|稍後再試|伺服器忙|混雑|しばらくして|サーバーが混|잠시 후|사용량이 많|перегружен|попробуйте позже|spater erneut|spater noch|reessayez|plus tard|mas tarde|piu tardi|sovraccaric|surcharg|sobrecarg
not available now|out of service|out of order|not running|not started|has not been started|no resources|insufficient resource|busy|unreachable|nicht erreichbar|ausser betrieb|zurzeit nicht|derzeit nicht|momentanement|hors service|fuera de servicio|fora do ar|fora de servico|fuori servizio|buiten gebruik|buiten dienst|ur drift|ude af drift|ute av drift|pois kaytosta|nieczynn|mimo provoz|nem elerheto|hizmet disi|недоступен|недоступна|недоступный|не работает|тимчасово недост|не працює|временно не|недостъп|μη διαθεσιμ|غير متاح|غير متوفر|לא זמין|tidak tersedia|khong kha dung|khong co san|ไมพรอม|nije dostup|nedostup|不可用|忙|暂停服务|利用できません|使用できません|사용할 수 없|이용할 수 없
temporary error|temporary failure|temporary problem|error temporal|erro temporario|errore temporaneo|erreur temporaire|temporarer fehler|temporare storung|could not connect|cannot connect|cant connect|unable to connect|failed to connect|temporarily not|currently not|not currently|server not available|system not available|ftp not available|site not available|host not available",
);

/// The whole of a reply.
pub(in crate::diagnosis) const JUST_NOT_AVAILABLE: &str = "service not available";

/// Something inside the server.
pub(in crate::diagnosis) const FAULT: Stems = Stems(
    "internal server error|internal error|server error|system error|getpwnam|errno|exception|backend|back end| pam |pam error|pam authentication error|database error|sql error|ldap|radius server|authentication server|authentication service|cannot contact|could not contact|unexpected error|unknown error|setuid|seteuid|setgid|setgroups|initgroups|local error|requested action aborted|internal fail|authorization server|unable to set up secure|interner fehler|interner serverfehler|erreur interne|error interno|erro interno|errore interno|interne fout|internt fel|intern fejl|intern feil|sisainen virhe|blad wewnetrzny|wewnetrzny blad|interni chyba|vnitrni chyba|belso hiba|eroare interna|sunucu hatasi|внутренняя ошибка|系统错误|内部错误|內部錯誤|內部错误|服务器错误|内部エラー|サーバーエラー|サーバエラー|내부 오류|서버 오류
error in server|server fault|processing error|backend error|unable to verify|unable to check|auth server|directory server|active directory|kerberos error|authentication module|plugin|module failed|stack trace|segmentation|assertion
database|directory service|verzeichnisdienst|service d annuaire|servicio de directorio|servico de diretorio|служба каталог|auth daemon|did not respond|not responding
change uid|change gid|set uid|set gid|setting uid|switch uid|internel|internal failure|internal problem|impersonat|logonuser|i o error|io error|socket error|lookup fail|auth backend|authenticator|error while|error occurred|an error has|corrupt|mysql|postgres|sqlite|odbc| sql |server problem|server failure|error on server|program error|system failure|local resource|cannot start|failed to initialize|failed to start|failed to create|unable to create|cannot create|can t create|cant create|could not create|couldnt create|unable to fork|cannot fork|cant fork|fork fail|user info|protocol error|crash|null pointer|interne serverstorung|interner server|interne panne|erreur serveur|erreur du serveur|erreur systeme|error del servidor|error de servidor|error de sistema|erro do servidor|erro no servidor|erro de sistema|errore del server|errore di sistema|serverfout|serverfehler|systemfehler|systeemfout|serverfel|systemfel|serverfejl|serverfeil|palvelinvirhe|blad serwera|blad systemu|chyba serveru|chyba servera|chyba systemu|szerverhiba|rendszerhiba|eroare de server|eroare server|eroare de sistem|sunucu hata|sistem hatasi|ошибка сервера|системная ошибка|сбой|помилка сервера|внутрішня помилка|системна помилка|грешка в сървъра|вътрешна грешка|σφαλμα διακομιστη|εσωτερικο σφαλμα|خطا في الخادم|خطا داخلي|שגיאת שרת|שגיאה פנימית|kesalahan server|kesalahan internal|loi may chu|loi he thong|ขอผิดพลาดภายใน|greska servera|interna greska|数据库|資料庫|系统异常|服务异常|内部异常|データベース|システムエラー|데이터베이스|시스템 오류
set privilege|set guest privilege|set clearance|cannot set |cant set |could not set ",
);

/// A fault without a word on credentials.
pub(in crate::diagnosis) const FAULT_ONLY: Stems = Stems("internal|backend|ldap|database|getpwnam");

/// Licence, evaluation, quota.
pub(in crate::diagnosis) const LICENSE: Stems = Stems(
    "license|licence|evaluation|unregistered|not registered copy|quota|disk limit|bandwidth limit|traffic limit|transfer limit|lizenz|testzeitraum|evaluierung|licencia|licenca|licenza|licentie|licens|lisens|lisenssi|licencj|licenc|lisans|kota |лицензи|пробный|квот|许可证|试用|配额|配額|ライセンス|評価期間|試用|라이선스|평가판|할당량
 trial |trial period|periode d essai|version d essai|许可证|授权已过期|授权过期|許可證
insufficient credit|no credit|not enough credit|over quota|usage limit|data limit|monthly limit|traffic exceeded|limite de trafic|cuota|cota de|limite de disco|kvot|kvota|ліцензі|лиценз|αδεια χρησ|رخصه|רישיון|lisensi|giay phep|流量已|空间已满|容量超|流量超|storage limit|space limit| shareware|demo version|demo period",
);

/// vsftpd's word for a fault of its own.
pub(in crate::diagnosis) const OOPS: Stems = Stems("oops");

/// vsftpd's words for a home it cannot enter or will not be locked into.
pub(in crate::diagnosis) const OOPS_HOME: Stems =
    Stems("cannot change directory|writable root|writeable root|could not chdir|cannot chroot");

/// A file of the server's own settings.
pub(in crate::diagnosis) const SETTINGS: Stems =
    Stems("list file|config file|configuration file|per user config|secure chroot dir");

/// The connection will be closed, as after the last attempt.
pub(in crate::diagnosis) const GOODBYE: Stems = Stems(
    "disconnecting|disconnected|closing connection|closing control|goodbye|connection closed|connection will be closed",
);

/// Recorded: said of the address of a visitor, who is not refused for it.
pub(in crate::diagnosis) const RECORDED: Stems = Stems(
    "been logged|is logged|was logged|will be logged|are logged|ip logged|is recorded|been recorded|being recorded|are recorded|logged for|wird protokolliert|enregistre|registrad|已记录|已被记录|記録され|기록
reported|monitored|audited",
);

/// Attempts that are left.
pub(in crate::diagnosis) const REMAINING: Stems = Stems(
    "left|remaining|remain|verbleib|restant|quedan|restam|rimast|осталось|剩余|剩餘|残り|남
sisa |con lai|залишилось|оставащи|απομεν|متبق|נותר|เหลือ",
);

/// The end of one connection rather than of the server.
pub(in crate::diagnosis) const CONNECTION_SHUTDOWN: Stems = Stems(
    "connection shutdown|session shutdown|shutting down connection|shutting down session|shutting down the connection|shut down connection|connection is shut
closed the connection|closed connection|connection closed|connection was closed",
);

/// On the way to another server: a proxy speaks.
pub(in crate::diagnosis) const CONNECTING: Stems = Stems("connecting to|connect to|contacting|reaching");

/// An IPv4 address in the text: put there when the text is folded.
pub(in crate::diagnosis) const DOTTED_QUAD: Stems = Stems(" dottedquad ");

/// An address in passing: looked up, or to write to.
pub(in crate::diagnosis) const ASIDE: Stems =
    Stems("contact|unable to|could not|couldnt|failed to|cannot determine|cannot resolve|lookup");

/// The places of a server, or a login that somebody has already.
pub(in crate::diagnosis) const SLOTS: Stems = Stems(
    "multilogin|multi login|multiple login|multiple session|multiple connection|duplicate login|no free slot|no slots|slots full|all slots|no free port|only one session|one session|one login|second session|in use by another|already online|logged in elsewhere|logged in from another|logged in 2|already logged in from|times already|currently in use|already in use|no vacan|no room|connection limit|login limit|session limit|user limit|client limit|users limit
 voll | ausgelastet|complet |au complet| plein |lleno|cheio| pieno | vol |pelny|plny|tele van|переполнен|занят|заполнен|переповнен|penuh|πληρ|ممتلئ|מלא|满员|已满|满了|滿|満員|満杯|混み合|가득|만원
logged in 3|logged in 4|logged in 5|logged in 10|times on this server",
);

/// Attempts to connect, rather than to log in.
pub(in crate::diagnosis) const CONNECT_ATTEMPTS: Stems = Stems(
    "connection attempt|connect attempt|connections attempt|attempts to connect|connecting too|connection rate|rate limit|too fast|too quickly|hammer|throttl|flood",
);

/// Logins: what a limit counts, of sessions or of attempts.
pub(in crate::diagnosis) const LOGINS: Stems =
    Stems("logins|login limit|anmeldungen|inicios de sesion|logins simult");

/// The identification protocol of RFC 1413.
pub(in crate::diagnosis) const IDENT: Stems = Stems(" ident | identd ");

/// For a time.
pub(in crate::diagnosis) const DURATION: Stems = Stems(
    " minute| second| hour| min | sec | temporar| for now| until | while|minuten|stunden|zeitweise|vorubergehend|minuti|minutos|temporal|temporaire|heures|horas|минут|секунд|час|временно|тимчасово|分钟|小时|分鐘|暂时|暫時|一時|時間|분 |시간|일시",
);

/// A disk.
pub(in crate::diagnosis) const DISK: Stems = Stems("disk|festplatte|disque|disco |диск|磁盘|硬盘");

/// Networks.
pub(in crate::diagnosis) const NETWORK: Stems = Stems(
    "network| netz|netzwerk|reseau|red local|rede local|rete locale|netwerk|natverk|netvaerk|nettverk|siec|сет|мереж|网络|網路|ネットワーク|네트워크| lan | vpn | intranet|extranet",
);

/// Inside.
pub(in crate::diagnosis) const INTERNAL: Stems =
    Stems("intern|внутр|вътр|εσωτ|داخلي|פנימי|内部|內部|내부|ภายใน|noi bo");

/// The server is busy.
pub(in crate::diagnosis) const BUSY: Stems = Stems(
    "server busy|server is busy|server too busy|server is too busy|服务器忙|服务器正忙|服务器繁忙|伺服器忙",
);
