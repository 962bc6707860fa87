//! Words for the state of a server.

use super::Stems;

/// The whole text of a reply.
pub(crate) const JUST_NOT_AVAILABLE: &str = "service not available";

stems! {
    from super::plain::END;

    /// The session ended for lack of activity.
    TIMEOUT = "timeout|time out|timed out|idle|inactiv|login time exceeded|time limit|took too long|too slow|
no activity|no transfer|ingen aktivitet|time expired|session expired|typing a little faster|zeituberschreitung|
zeitlimit|inaktiv|delai|temps depasse|tiempo de espera|tiempo agotado|inactividad|tempo esgotado|
tempo limite|inatividade|tempo scaduto|inattivita|verlopen sessie|inactiviteit|tidsgrans|
inaktivitet|aikakatkais|przekroczono czas|przekroczony czas|limit czasu|bezczynnosc|vyprsel|vyprsal|
casovy limit|idotullepes|timp expirat|zaman asimi|zamanasimi|session timeout|login timeout|
expired due to inact|took to long|too long without|kein befehl|keine aktivitat|wegen inaktivit|
delai depasse|delai dattente|delai d attente|expirou|expiro la sesion|sesion expirada|
sessao expirada|sessione scaduta|sessie verlopen|limit bezczynn|vyprsel cas|vyprsal cas|waktu habis|
het thoi gian|het gio|isteklo|no command for|no commands for|not completed within|
login not completed|not completed in|allotted time|asleep|brak aktywn|oturum suresi|suresi doldu|
neaktivit|tetlen|phien het han|sesi berakhir|sesi habis|inattiv|ohne aktivit|socket timeout|
sockettimeout|read timed out|zu lange inakt|trop longtemps|demasiado tiempo|troppo tempo|
muito tempo|in in time|login in time|within the time|
тайм аут|таймаут|время ожидания|истекло|превышено время|бездейств|изтече|час очікування|час вийшов|
неактивн|
μη δραστηρ|ληξη χρον|
انتهت المهله|انتهت مهله|
פג הזמן|הזמן הקצוב|
หมดเวลา|
超时|超時|逾時|逾时|タイムアウト|アイドル|無操作|闲置|閒置|未活动|操作超时|会话过期|会话超时|長時間|
時間切れ|セッションが切れ|未操作|无操作|没有操作|操作がな|空闲超|空闲时间|空闲太|空闲过|因空闲|
长时间空闲|空闲状态|
시간 초과|시간초과|타임아웃|유휴|시간이 초과|제한 시간|시간이 지|활동이 없|활동 없음|";

    /// A timeout is all that the words can mean.
    TIMEOUT_CERTAIN = "idle|inactiv|session timed out";

    /// Shutting down.
    SHUTDOWN = "shut down|shutdown|shutting down|going down|is closing down|rebooting|being restarted|
heruntergefahren|beendet sich|wird beendet|arret du serv|en cours d arret|apagando|apagado del|
sendo desligado|spegnimento|wordt afgesloten|stangs av|lukkes ned|sammutetaan|zostanie wylaczon|
zamykany|vypina se|leall|se inchide|kapatiliyor|server stop|stop is pending|server is stopping|
service is stopping|is stopping|server stopping|server terminat|server exiting|server quitting|
is about to shut|halting|sera arrete|va s arreter|se apagara|sera desligado|sara spento|
zostaje wylaczon|bude vypnut|leallitas|kapanacak|dimatikan|dang tat|gasi se|server restarting|
is restarting|service restarting|system restarting|server will restart|restart in progress|
going offline|goes offline|taken offline|taking offline|being stopped|will be stopped|stopped by|
being shut|being terminated|is being closed|wird gestoppt|wird angehalten|est arrete|
se esta deteniendo|server restart|reboot|cours darret|wylaczany|stangs ner|se vypina|powering off|
power down|powering down|exiting on signal|on signal|sigterm|si sta spegn|se esta apag|
esta desligand|wird heruntergef|coming down|servidor desligando|desligando o servidor|machine halts|
machine is halt|
выключается|останавлив|завершает работу|вимикається|завершує роботу|изключва|
τερματιζ|
ايقاف التشغيل|
כיבוי|
ปิดระบบ|
关闭中|正在关闭|正在關閉|停机|シャットダウン|关机|即将关闭|再起動|關閉中|シャットダウ|停止します|
停止いたします|即将停止|
종료 중|종료중|종료됩니다|재시작|";

    /// Closed for a time.
    MAINTENANCE = "maintenance|server down|server is down|system down|system is down|service stopped|server stopped|
server is offline|server offline|server is closed|closed for|nologin|not accepting connections|
not accepting logins|not accepting new|wartung|mantenimiento|manutencao|manutenzione|onderhoud|
underhall|vedligehold|vedlikehold|huolto|konserwac|prac technicznych|udrzb|karbantart|mentenanta|
bakimda|server closed|site closed|service closed|system closed|ftp closed|server disabled|
server is disabled|service disabled|service is disabled|ftp disabled|is down|backup is running|
backup in progress|under construction|upgrade|upgrading|updating|being updated|gesloten|ferme pour|
fermee|cerrado por|fechado para|chiuso per|zamknie|uzavren|zavren|kapali|pemeliharaan|bao tri|
odrzavanj|backup|huollo|vedligeh|odrzava| offline|off line|server geschlossen|ist geschlossen|bakim|
pracovny|arbeiten am server|travaux|lavori in corso|obras|is stopped|restart|yeniden basla|
startas om|ujraindit|khoi dong lai|dimulai ulang|herstart|riavvi|reinici|redemarr|neustart|
neu gestartet|aggiornament|atualizac|actualizac|mise a jour|aktualis|guncellen|uppdater|opdater|
power going|arret imminent|imminent|are closed|closed today|by operator|service work|
обслуживани|технические работы|техническ|технічн|поддръжк|сервер закрыт|сайт закрыт|сервер закрит|
перезапус|обновлен|
συντηρησ|
صيانه|
תחזוקה|
ปรับปรุง|
维护|維護|メンテナンス|停止中|停止服务|关闭维护|停服|升级|更新中|重启|重啟|重新啟動|重新启动|
점검|재부팅|업데이트|";

    /// The server cannot serve now, or is misconfigured.
    UNAVAILABLE = "service not available|service unavailable|temporarily unavailable|temporary unavailable|
currently unavailable|not available at this time|system busy|server busy|server is busy|is too busy|
try again later|try later|out of memory|memory low|low memory|no memory|no server available|
super server|unable to identify|no place for you to log in|no valid servers|error loading|
fatal error| fatal |configuration error|misconfig|not configured|no login listener|listener setup|
file system not instantiated|resource unavailable|security resource|resources|load too high|
load average|server not ready|not ready|starting up|overload|disk full|cannot open|could not open|
could not read|cannot read|cant open|no space|nicht verfugbar|dienst nicht|uberlastet|indisponible|
service non disponible|no disponible|servicio no|nao disponivel|indisponivel|non disponibile|
servizio non|niet beschikbaar|inte tillganglig|ikke tilgaengelig|ei ole kaytettavissa|niedostepn|
nedostupn|indisponibil|kullanilamiyor|spater erneut|spater noch|reessayez|plus tard|mas tarde|
piu tardi|sovraccaric|surcharg|sobrecarg|not available now|out of service|out of order|not running|
not started|has not been started|no resources|insufficient resource|busy|unreachable|
nicht erreichbar|ausser betrieb|zurzeit nicht|derzeit nicht|momentanement|hors service|
fuera de servicio|fora do ar|fora de servico|fuori servizio|buiten gebruik|buiten dienst|ur drift|
ude af drift|ute av drift|pois kaytosta|nieczynn|mimo provoz|nem elerheto|hizmet disi|
tidak tersedia|khong kha dung|khong co san|nije dostup|nedostup|temporary error|temporary failure|
temporary problem|error temporal|erro temporario|errore temporaneo|erreur temporaire|
temporarer fehler|temporare storung|could not connect|cannot connect|cant connect|unable to connect|
failed to connect|temporarily not|currently not|not currently|server not available|
system not available|ftp not available|site not available|host not available|unable to load|
cannot load|cant load|failed to load|could not load|not yet started|endpoint is not connected|
getpeername|getsockname|unable to open|out of sockets|out of resources|out of file|no sockets|
neni dostupn|nem erheto el|momentan nicht|cant reach|cannot reach|can t reach|not configured yet|
surcharge|sobrecargad|no free data|not reachable|initializing|initialising|shortage|not in service|
come back later|servis disi|ur funktion|uzemen kivul|ngung phuc vu|gangguan|nothing works|
config error|does not answer|cannot serve|nicht bereit|pas pret|no esta listo|non e pronto|
nao esta pronto|niet gereed|hazir degil|
сервис недоступ|служба недоступ|временно недоступ|перегружен|попробуйте позже|недоступен|недоступна|
недоступный|не работает|тимчасово недост|не працює|временно не|недостъп|перегруж|не обслуж|не готов|
μη διαθεσιμ|
غير متاح|غير متوفر|
לא זמין|
ไมพรอม|
服务不可用|服务暂时|服務無法|暂时不可用|サービスは利用できません|サービスを利用できません|
服务器正忙|服务器忙|服务器繁忙|稍后再试|稍後再試|伺服器忙|混雑|しばらくして|サーバーが混|不可用|忙|
暂停服务|利用できません|使用できません|提供できません|無法使用|无法使用|サービス停止|未就绪|未就緒|
서비스를 사용할 수 없|잠시 후|사용량이 많|사용할 수 없|이용할 수 없|서비스 불가|";

    /// A fault inside the server.
    FAULT = "internal server error|internal error|server error|system error|getpwnam|errno|exception|backend|
back end| pam |pam error|pam authentication error|database error|sql error|ldap|radius server|
authentication server|authentication service|cannot contact|could not contact|unexpected error|
unknown error|setuid|seteuid|setgid|setgroups|initgroups|local error|requested action aborted|
internal fail|authorization server|unable to set up secure|interner fehler|interner serverfehler|
erreur interne|error interno|erro interno|errore interno|interne fout|internt fel|intern fejl|
intern feil|sisainen virhe|blad wewnetrzny|wewnetrzny blad|interni chyba|vnitrni chyba|belso hiba|
eroare interna|sunucu hatasi|error in server|server fault|processing error|backend error|
unable to verify|unable to check|auth server|directory server|active directory|kerberos error|
authentication module|plugin|module failed|stack trace|segmentation|assertion|database|
directory service|verzeichnisdienst|service d annuaire|servicio de directorio|servico de diretorio|
auth daemon|did not respond|not responding|change uid|change gid|set uid|set gid|setting uid|
switch uid|internel|internal failure|internal problem|impersonat|logonuser|i o error|io error|
socket error|lookup fail|auth backend|authenticator|error while|error occurred|an error has|corrupt|
mysql|postgres|sqlite|odbc| sql |server problem|server failure|error on server|program error|
system failure|local resource|cannot start|failed to initialize|failed to start|failed to create|
unable to create|cannot create|can t create|cant create|could not create|couldnt create|
unable to fork|cannot fork|cant fork|fork fail|user info|protocol error|crash|null pointer|
interne serverstorung|interner server|interne panne|erreur serveur|erreur du serveur|erreur systeme|
error del servidor|error de servidor|error de sistema|erro do servidor|erro no servidor|
erro de sistema|errore del server|errore di sistema|serverfout|serverfehler|systemfehler|
systeemfout|serverfel|systemfel|serverfejl|serverfeil|palvelinvirhe|blad serwera|blad systemu|
chyba serveru|chyba servera|chyba systemu|szerverhiba|rendszerhiba|eroare de server|eroare server|
eroare de sistem|sunucu hata|sistem hatasi|kesalahan server|kesalahan internal|loi may chu|
loi he thong|greska servera|interna greska|set privilege|set guest privilege|set clearance|
cannot set |cant set |could not set |radius|script error|auth script|no response from|sub system|
subsystem|datenbank|banco de dados|base de datos|base de donnees|baza danych|bazy danych|veritaban|
databas|tietokanta|adatbazis|basis data|co so du lieu|something went wrong|went wrong|runtimeerror|
nonetype|typeerror|keyerror|traceback|rpc server|falha interna|databaz|password file|passwd file|
user file|fork failed|pam start|pam open|panic|out of range|syscall|malloc|user profile|users file|
user data not|drop privilege|nss |getgrnam|getgr|session helper|could not start|lookup error|
service d authentification|service dauthentification|servicio de autentic|servizio di autentic|
servico de autentic|authenticatiedienst|usluga uwierzyt|uslugi uwierzyt|dogrulama servis|
dogrulama sunuc|authentifizierungsdienst|anmeldedienst|passwortdatenbank|bug in| a bug |realpath|
manager error|
внутренняя ошибка|служба каталог|ошибка сервера|системная ошибка|сбой|помилка сервера|
внутрішня помилка|системна помилка|грешка в сървъра|вътрешна грешка|базы данных|база данных|
базе данных|служба аутент|
σφαλμα διακομιστη|εσωτερικο σφαλμα|
خطا في الخادم|خطا داخلي|
שגיאת שרת|שגיאה פנימית|
ขอผิดพลาดภายใน|
系统错误|内部错误|內部錯誤|內部错误|服务器错误|内部エラー|サーバーエラー|サーバエラー|数据库|資料庫|
系统异常|服务异常|内部异常|データベース|システムエラー|系統錯誤|認証サーバー|认证服务器|認證伺服器|
服务器异常|服务器出错|服务器故障|伺服器錯誤|认证服务|認証サービス|
내부 오류|서버 오류|데이터베이스|시스템 오류|인증 서버|인증 서비스|";

    /// How IIS reports any refusal of a login, as if it were a fault.
    IN_AUTHENTICATION = "during the authentication process";

    /// A fault, without a word about credentials.
    FAULT_ONLY = "internal|backend|ldap|database|getpwnam";

    /// Licence, evaluation, quota.
    LICENSE = "license|licence|evaluation|unregistered|not registered copy|quota|disk limit|bandwidth limit|
traffic limit|transfer limit|lizenz|testzeitraum|evaluierung|licencia|licenca|licenza|licentie|
licens|lisens|lisenssi|licencj|licenc|lisans|kota | trial |trial period|periode d essai|
version d essai|insufficient credit|no credit|not enough credit|over quota|usage limit|data limit|
monthly limit|traffic exceeded|limite de trafic|cuota|cota de|limite de disco|kvot|kvota|lisensi|
giay phep|storage limit|maximum storage|storage exceeded|space limit| shareware|demo version|demo period|bandwidth|
лицензи|пробный|квот|ліцензі|лиценз|
αδεια χρησ|
رخصه|
רישיון|
许可证|试用|配额|配額|ライセンス|評価期間|試用|授权已过期|授权过期|許可證|流量已|空间已满|容量超|
流量超|
라이선스|평가판|할당량|";

    /// vsftpd's word for a fault of its own.
    OOPS = "oops";

    /// vsftpd's words for a home directory that it cannot enter or refuses to use as the root.
    OOPS_HOME = "cannot change directory|writable root|writeable root|could not chdir|cannot chroot";

    /// A file with the server's own settings.
    SETTINGS = "list file|config file|configuration file|per user config|secure chroot dir";

    /// The connection will be closed, as after the last attempt.
    GOODBYE = "disconnecting|disconnected|closing connection|closing control|goodbye|connection closed|
connection will be closed| closing| bye |disconnect|hanging up|terminating|trennung|deconnexion|
desconect|disconness|kicked|
соединение закрыто|
断开|切断|
연결을 끊|";

    /// The end of one connection rather than of the server.
    CONNECTION_SHUTDOWN = "connection shutdown|session shutdown|connection is being|session is being|sitzung wird|
session shut|session is shut|terminated the connection|session terminated|connection terminated|session will be|
connection will be|연결이 종료|shutting down connection|shutting down session|
shutting down the connection|shut down connection|connection is shut|closed the connection|
closed connection|connection closed|connection was closed|verbindung wird|
接続を停止|連線關閉|连接关闭|關閉連線|关闭连接|连接正在关闭|正在关闭连接|正在關閉連線|关闭控制连接|
연결을 종료|연결 종료|";

    /// A connection to another server: the words of a proxy.
    CONNECTING = "connecting to|connect to|contacting|reaching";

    /// Another machine that the server asks.
    ELSEWHERE = "remote host refused|to remote host|to the remote host|upstream|target host|destination host|
destination server|target server|origin server|storage timed|storage time|storage refused|";

    /// A disk.
    DISK = "disk|festplatte|disque|disco |
диск|
磁盘|硬盘|";

    /// Inside.
    INTERNAL = "intern|noi bo|wewnetrzn|vnitrni|belso|dahili|sisainen|echec intern|
внутр|вътр|
εσωτ|
داخلي|
פנימי|
ภายใน|
内部|內部|
내부|";

    /// The server is busy.
    BUSY = "server busy|server is busy|server too busy|server is too busy|
服务器忙|服务器正忙|服务器繁忙|伺服器忙|";

    /// Names of exceptions of Java and .NET that also name the cause.
    NAMED_EXCEPTION = "accountlocked|accountdisabled|accountexpired|accountsuspended|credentialsexpired|passwordexpired|
usernotfound|nosuchuser|unknownaccount|badcredentials|invalidcredentials|badpassword|
directorynotfound|disabledexception|lockedexception|expiredexception|authenticationexception|
loginexception|failedlogin|nosuchfile|filenotfound|maxlogin|pathnotfound|invalidpassword|
wrongpassword|";

    /// What fails inside a server.
    INSIDE = "database|sqlexception|mysql|ldap|radius|kerberos|server error|datenbank|banco de dados|
base de datos|base de donnees|baza danych|bazy danych|veritaban|databas|tietokanta|adatbazis|
basis data|co so du lieu|serverfehler|sunucu hata|palvelinvirhe|kesalahan server|loi may chu|
databaz|runtimeerror|nonetype|password file|
базы данных|база данных|базе данных|ошибка сервера|
数据库|資料庫|データベース|サーバーエラー|服务器错误|
데이터베이스|서버 오류|";

    /// To be tried again later.
    LATER = "try again|later|retry|erneut|spater|plus tard|reessay|mas tarde|intente|mais tarde|piu tardi|
riprova|opnieuw|pozniej|pozdeji|kesobb|daha sonra|nanti|thu lai|
позже|позднее|
稍后|稍後|再试|しばらく|
잠시|";

    /// Available, of a service.
    AVAILABLE = "availab|disponi|verfugbar|erreichbar|bereikbaar|beschikbaar|tillgangl|tilgjeng|tilgaeng|dostupn|
dostepn|elerheto|kullanila|tersedia|kha dung|
доступен|доступн|доступна|
可用|法使用|利用でき|提供でき|
이용할|사용할|";

    /// Something inside the server that is not a directory of the user.
    FAULT_OF_ITS_OWN = "active directory|directory service|directory server|service d annuaire|verzeichnisdienst|
servicio de directorio|servico de diretorio|database|ldap|password file|
служба каталог|
ディレクトリサービス|目录服务|";

    /// The server, as a noun.
    SERVER = "server|serwer|szerver|sunucu|palvelin|sistem|system|he thong|may chu|service|servidor|serveur|
сервер|систем|
服务器|伺服器|系统|系統|サーバ|システム|
서버|시스템|";

    /// Trouble, without saying of what kind.
    TROUBLE = "trouble|problem|malfunction|failure| fault|fail|storung|panne|echec|guasto|falha|fallo|averia|
avaria|storing|awari|usterk|ariza|porucha|hiba|bermasalah|loi he thong| loi |
ошибк|сбой|неисправ|
出错|出錯|故障|異常|异常|障害|發生錯誤|发生错误|
문제|장애|";

    /// Room on a disk.
    DISK_SPACE = "disk space|space left|speicherplatz|espace disque|espacio en disco|spazio su disco|espaco em disco|
место на диске|места на диске|
磁盘空间|
디스크 공간|";
}
