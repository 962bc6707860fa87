//! Words for who may connect, how many, and how often.

use super::Stems;

stems! {
    from super::credentials::END;

    /// Many: too many, the maximum, the limit.
    TOO_MANY = "too many|to many|too much|maximum| max |exceed|slots are in use|slots in use|
users already logged in|users are already logged in|queue is full|server full|server is full|
no more |only one |already connected|more than|simultaneous|concurrent|zu viele|hochstzahl|maximal|
trop de|nombre max|demasiad|maxim|excedi|troppi|troppe|massimo|te veel|for manga|for mange|
liian mon|zbyt wiele|za duzo|maksym|prilis mnoho|tul sok|prea mult|cok fazla|already has |
already have |sessions open|already in use| limit | limits | limite | limiti |been reached|
is reached|are reached|limit reached|number reached|reached the|have reached|connections reached|
sessions reached|users reached|logins reached|clients reached|account reached|site is full|
currently full|per account reached|maxuser|maxclient|maxconn|maxlogin|maxsession|server reached|
at capacity|zu viel |zuviele|trop d|maximale|hogst antal|nejvyssi|prekroc|prekrac|tullep|depasi|
asildi|terlalu banyak|melebihi|qua nhieu|vuot qua|toi da|previse|prevelik|there are already|
mehr als|plus de|mas de|mais de|piu di|meer dan|mer an|mere end|mer enn|enemman kuin|wiecej niz|
vice nez|viac ako|tobb mint|mai mult de|mai multe|lebih dari|muitas tentativas|muitos usuarios|
muitas conexoes|muitos utilizadores|moltissim|muchas conexiones|muchos usuarios|muchos intentos|
zbyt duzo|terlalu sering|excesso|exceso|ceiling|sature|
слишком много|максимал|превыш|лимит|забагато|перевищ|твърде много|надвиш|больше чем|более|більше|
повече от|
παρα πολλ|υπερβ|περισσοτερ|
تجاوز|الحد الاقصى|كثير|اكثر من|
יותר מדי|יותר מ|
มากเกินไป|เกินจำนวน|
太多|过多|過多|上限|最大|超过|超出|超過|達し|多すぎ|超限|已满|已滿|人数已|満員|以上の|
너무 많|초과|최대|정원 초과|가득|";

    /// Connections, users, sessions: what a limit counts.
    CONNECTIONS = "connection| conn |users|user limit|user login|clients|sessions|session from| hosts |user slots|
simultaneous|concurrent|people|threads|logged in|instances|queue|from this ip|same ip|
as the same user|capacity|verbindung|benutzer|sitzung|connexion|utilisateur|conexion|usuario|
conexoes|conexao|connession|utenti|verbinding|gebruiker|anslutning|anvandare|forbindelse|tilkobling|
brugere|yhtey|kayttaj|polacz|uzytkownik|pripojeni|spojeni|uzivatel|kapcsolat|felhasznalo|conexiuni|
baglanti|kullanici|logged in users|user count|connected users|maxuser|maxclient|maxconn|maxlogin|
maxsession|koneksi|pengguna|ket noi|nguoi dung|korisnik|veza|nutzer|
соединен|подключен|пользовател|сесси|користувач|зєднан|з єднан|връзк|потребител|
συνδεσ|χρηστ|
اتصال|مستخدم|
חיבור|משתמש|
การเชือมตอ|ผูใช|
连接|連線|連接|用户|使用者|接続|ユーザ|人数|接続数|
접속|연결|사용자|";

    /// What else a server counts: errors, time, letters, bytes.
    OTHER_LIMIT = "errors| duration|characters|caracteres|caracters|zeichen| letters|transferencia|address already|
log in only|login only from|concurrent update|concurrent modif|concurrent write|more than one entry|maximum storage|
nombre de usuario exced|nombre de usuario super|nom d utilisateur depass|用户名超|用户名过|";

    /// Attempts that failed.
    ATTEMPTS = "attempt|retries| tried |fehlversuch|anmeldeversuch|tentativ|intento|pogingen|forsog|yritys|
prob logow|pokus|kiserlet|incercar|deneme|failures|failed logins|bad logins|invalid logins|
incorrect logins|wrong passwords|bad passwords|incorrect passwords|invalid passwords| tries |
login failure limit|essais|login failures|authentication failures|
invalid password attempts|thu qua|percobaan|attempted|pokusaj|bad login|wrong login|incorrect login|
invalid attempts| versuche |versuchen uberschritt|fehlversuche|loginversuch|login versuch|
anmelde versuch|inloggningsforsok|misslyckade forsok|manga forsok|mange forsok|antal forsok|
three times|3 times|five times|5 times|probalkoz|strike|fehlgeschlagene anmeld|echecs|too often|
zu oft|trop souvent|demasiadas veces|troppe volte|muitas vezes|te vaak|lan thu|brute force|
loginfailures|authentication limit|auth limit|login retry|retry limit|retry count|nhieu lan|
repeated fail|repeated login|repeated invalid|repeated bad|consecutive fail|consecutive login|
consecutive invalid|
попыток|попытки|попытка|спроби |кількість спроб|багато спроб|невдалих спроб| опита | опити |
προσπαθει|
محاول|
ניסיונ|
ครัง|
失败次数|試行|次数|回数|尝试次数|尝试登录|次尝试|多次尝试|嘗試次數|次嘗試|次數|続い|连续|連續|
횟수|시도 횟수|로그인 시도|번의 시도|시도 초과|여러 번|";

    /// The client's address, as what the server refuses.
    ADDRESS = " ip | ips |ident or ip|host not allowed|ip address| your host| hostname|your network|this network|
 subnet|from the ip|unknown ip|region|geoip|invalid address given| ip adresse|adresse ip|
ihre adresse|osoite| adresu| adresa| cim |your address|this address|that address|address is |
address not|address has |address was |from address|client address|remote address|internet address|
source address|host address|addresses are|addresses from|your location|this location|your country|
this country| from this host|from your host|from your network|peer address|ihrer adresse|
dieser adresse|votre adresse|cette adresse|su direccion|esta direccion|direccion ip|seu endereco|
endereco ip|suo indirizzo|questo indirizzo|indirizzo ip|uw adres|ip adres|din adress|ip adress|
ip adresa|ip cim|this ip|that ip|client ip|remote ip|source ip|remote host|reverse dns| rdns |
ptr record|your domain|your machine|your computer|ip range|ip not|ip denied|ip blocked|ip banned|
ip has|this domain|that host|current location|from here|direccion de red|endereco de rede|adres ip|
ip sua|dia chi|alamat|locatie|unresolv|host name mismatch|hostname mismatch|direccion|adresy|
tcpwrap|tcp wrap|host restrict|hosts allow|hosts deny|forward reverse|your hostname|country|
 host non| hote |forbidden host|local connections|firewall|reverse lookup|
адрес|айпи|адреса|
διευθυνσ|
عنوان|
כתובת|
ทีอยู|
地址|アドレス|此 ip|该 ip|您的 ip|你的 ip|位址|接続元|来访|
주소|";

    /// Banned, or on a list.
    BANNED = "banned|blacklist|black list|blocklist|block list|has been block|is blocked|temporarily blocked|
are blocked|been locked out|blocked due|fail2ban|gesperrt|gebannt|bloque|bloqueada|bloqueado|
bloccat|geblokkeerd|blockerad|blokeret|zablokowan|zablokovan|engellen| bans |autoban|banlist|
ban list|baneado|prohibida su|banni|bannato|verbannen|zbanowan|zabanovan|blocat|diblokir|bi chan|
bi khoa|
заблокирован|забанен|заборонен|блокиран|
αποκλεισ|
محظور|
חסום|
ถูกบลอก|
封禁|被禁|黑名单|黑名單|ブロック|被封|拉黑|拦截|
차단|";

    /// Locked for a time.
    LOCKED = "locked out|lockout|temporarily locked|temporarily disabled|temporarily block|temporarily banned|
try again in|try again after|locked for|blocked for|banned for|brute force|bruteforce|lock expires|";

    /// What a server says to an unwanted visitor.
    UNWELCOME = "not welcome|not permitted to make|not permitted to connect|not allowed to connect|
not authorized to connect|go away|connection refused|connection denied|connection rejected|
connections refused|connections not accepted|nicht willkommen|pas autorise|no esta autorizado|
non sei autorizzato|not served|says no|
подключение запрещено|
不允许连接|接続を許可|
연결을 허용|";

    /// Recorded: said about the address of a visitor, which is no refusal.
    RECORDED = "been logged|is logged|was logged|will be logged|are logged|ip logged|is recorded|been recorded|
being recorded|are recorded|logged for|wird protokolliert|enregistre|registrad|reported|monitored|
audited|
已记录|已被记录|記録され|
기록|";

    /// The number of an attempt, or how many are allowed: this does not say that there were too many.
    COUNTED = "attempt 1 |attempt 2 |attempt 3 |attempt 4 |attempts is allowed| 1 of | 2 of | 3 of | 4 of |versuch 1 |
versuch 2 |versuch 3 |tentative 1 |tentative 2 |tentative 3 |intento 1 |intento 2 |intento 3 ";

    /// Attempts that are left.
    REMAINING = "left|remaining|remain|verbleib|restant|quedan|restam|rimast|sisa |con lai|
осталось|залишилось|оставащи|
απομεν|
متبق|
נותר|
เหลือ|
剩余|剩餘|残り|
남|";

    /// An IPv4 address in the text: this word is added when the text is folded.
    DOTTED_QUAD = " dottedquad ";

    /// An address that is only mentioned: one that was looked up, or one to write to.
    ASIDE = "contact|unable to|could not|couldnt|failed to|cannot determine|cannot resolve|lookup";

    /// The places of a server, or a login that somebody already has.
    SLOTS = "multilogin|multi login|multiple login|multiple session|multiple connection|duplicate login|
no free slot|another user is using|another client is using|only 1 client|only one client|only 1 user|only one user|no slots|slots full|all slots|no free port|only one session|one session|one login|
second session|in use by another|already online|logged in elsewhere|logged in from another|
logged in 2|already logged in from|times already|currently in use|already in use|no vacan|no room|
connection limit|login limit|session limit|user limit|client limit|users limit| voll | ausgelastet|
complet |au complet| plein |lleno|cheio| pieno | vol |pelny|plny|tele van|penuh|logged in 3|
logged in 4|logged in 5|logged in 10|times on this server|log in once|login once|once at a time|
one at a time|session cap|connection cap|user cap|login cap|cap hit|cap reached|account in use|
from another computer|from another host|another location|another device|another machine|
another client|other computer|elsewhere|anderen rechner|anderen gerat|anderswo|autre ordinateur|
autre poste|ailleurs|otro equipo|otro ordenador|altro computer|altra postazione|outro computador|
andere computer|innego komputera|perangkat lain|thiet bi khac|bereits zweimal|bereits mehrfach|
deja utilise|en uso|deja en cours|gia in uso| em uso|al in gebruik|jest uzywan|kullanilmakta|
already signed on|using this login|using this account|same account|a session open|autre session|
andere sitzung|otra sesion|altra sessione|outra sessao|andere sessie|lotado|sature|
all of her sessions|open at another|another terminal| 1 connection| 2 connection| 3 connection|
 1 session| 2 session| 3 session|one connection|eine sitzung|una sesion|una sessione|
une seule session|uma sessao|active session|active connection|account is in use|login is in use|
user is in use|user in use|login in use|
переполнен|занят|заполнен|переповнен|другого компьютер|другого устройств|используется|другой сесс|
πληρ|
ممتلئ|
מלא|
满员|已满|满了|滿|満員|満杯|混み合|别处|別處|其他地方|其他设备|別の端末|他の端末|正在使用|使用中|
没有空闲|无空闲|
가득|만원|다른 컴퓨터|다른 곳|사용 중|";

    /// Attempts to connect, rather than to log in.
    CONNECT_ATTEMPTS = "connection attempt|connect attempt|connections attempt|attempts to connect|connecting too|
connection rate|rate limit|too fast|too quickly|hammer|throttl|flood|
连接次数|連線次數|連接次數|接続回数|连接尝试|
접속 횟수|";

    /// Logins: what a limit counts, of sessions or of attempts.
    LOGINS = "logins|login limit|anmeldungen|inicios de sesion|logins simult";

    /// The identification protocol of RFC 1413.
    IDENT = " ident | identd ";

    /// For a time.
    DURATION = " minute| second| hour| min | sec | temporar| for now| until | while|minuten|stunden|zeitweise|
vorubergehend|minuti|minutos|temporal|temporaire|heures|horas|
минут|секунд|час|временно|тимчасово|
分钟|小时|分鐘|暂时|暫時|一時|時間|
분 |시간|일시|";

    /// Networks.
    NETWORK = "network| netz|netzwerk|reseau|red local|rede local|rete locale|netwerk|natverk|netvaerk|nettverk|
siec| lan | vpn | intranet|extranet|trusted host|allowed host|known host|certain host|these host|
firmennetz|natet|mistni sit|halozat|agdan|lokaln|red autoriz|adresses internes|
сет|мереж|интернет|
网络|網路|ネットワーク|
네트워크|내부망|내부 망|";

    /// All attempts are used up.
    USED_UP = "exhausted|used up|no more attempts|no attempts left|out of attempts|no tries left|aufgebraucht|
epuise|agotad|esgotad|esaurit|
исчерпан|
用尽|用完|";

    /// From where somebody logs in.
    FROM_WHERE = "log in from|login from|logon from|logins from|log on from|connect from|connections from|access from|
coming from|workstation|internal hosts|local hosts|local users|other hosts|anmeldung von|
zugriff von|depuis cet|depuis cette|depuis votre|desde este|desde esta|desde su|da questo|
da questa posizione|deste local|desta maquina|vanaf deze|vanaf dit|z tego|z tohoto|fran denna|
from outside|from the outside|from this net|from that net|on the console|only on the console|
local network|reseau local|red local|rete locale|rede local|lokalen netz|internen netz|come from|
the office|remote login|rete interna|red interna|reseau interne|rede interna|
с этого|с данного|локальной сет|внутренней сет|
从该|从此|從此|この端末から|この場所から|内网|社内|
이 위치에서|";

    /// Before the next attempt.
    NEXT = "before the next|before trying|slow down|wait before|vor dem nachsten|avant la prochaine|
antes del proximo|";

    /// From where a visitor comes.
    ORIGIN = "your host|tuo host|twoj host|votre hote|su host|ihr rechner|ihrem rechner|dein rechner|su pais|
seu pais|votre pays|ihr land|ihrem land|uw land|din dator|dit land|ditt land|twoj kraj|campus|proxy|
tor exit|tor node|adresten|unknown host|your computer|hosts deny|our domain|untrusted|peer|
from the internet|
вашего хост|ваш хост|вашей стран|
国家|國家|地区|地區|ネットワーク|お使いの|
국가|";

    /// How many attempts are usually allowed.
    THREE = " three | third | five times|dreimal| drei | trois | tres | tre | drie | trzy | tri | uc |
last chance|guesses| 3 |
три |
三次|三回|3 次|3 回|
3 회|";

    /// Guessed wrong.
    GUESSED = "guess|last chance|strike|error|erro|bledy|hata|
ошибк|
間違え|错误|
오류|";
}
