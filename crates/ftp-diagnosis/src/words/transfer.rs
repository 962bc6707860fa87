//! Words for what follows the login: data connections, files, transfers.

use super::Stems;

stems! {
    from super::tls::END;

    /// The data connection has to resume the TLS session of the control connection.
    REUSE = "session reuse|reuse required|session of data|session resumption|session not resumed|session not reused|
must be resumed|must be reused|resume the tls|resume the ssl|reuse the tls|reuse the ssl|reuse of the tls|
reuse of the ssl|reuse of the session|reuse of tls|reuse of ssl|session was not|sitzungswiederverwend|
sitzungswiederaufnahme|reutilisation de la session|reutilisation de session|会话重用|会话复用";

    /// The protocol name in a handshake (ALPN).
    ALPN = " alpn";

    /// TLS did not come up.
    TLS_NOT_UP = "ssl connection failed|tls connection failed|data connection secure|negotiation on data|failed tls|
failed ssl|tls negotiation|ssl negotiation|handshak|ssl accept|tls error|ssl error|ssl failed|tls failed|
secure connection failed|supplied message is incomplete|signature was not verified|securing|negotiate tls|negotiate ssl|negotiate a tls|negotiate encryption|to negotiate|ssl connect failed|tls connect failed|tls setup|ssl setup";

    /// A connection broke while it was set up, or at its end.
    ABORTED_EARLY = "econnaborted";

    /// PROT P is wanted, or PROT C is not.
    WANTS_PROT = "use prot p|prot p is|prot p required|prot p first|prot c is not|prot c not|protected data|prot setting|
private data|protection level|data protection|must be private|be encrypted|tls is required for|requires protected";

    /// What CWD does.
    CHANGE_DIRECTORY = "change directory|change to directory|change dir |change working dir|change the working dir|chdir";

    /// EPSV ALL.
    EPSV_ALL = "epsv all";

    /// A version of IP.
    NETWORK_PROTOCOL = "network protocol|bad network|protocol not supported use|protocol not supported try|only ipv4|
only ipv6|ipv6 mode|ipv4 mode|ipv6 connection|ipv4 connection|on ipv6|on ipv4|over ipv6|address family|
protocol family|for ipv6|for ipv4|ipv6 not|ipv6 is|ipv6 only|ipv4 only|unsupported protocol|unknown protocol|
invalid protocol|protocol 1|protocol 2";

    /// A port that a client may not use.
    LOW_PORT = "ports 1024|privileged port|reserved port|below 1024|low port|than 1024|under 1024|port too low|
port number too low|port out of range|invalid port number";

    /// Another address.
    FOREIGN = "bad ip|foreign|port theft|theft|bounce|mismatch|only to|doesnt match|does not match|not match|hijack|
third party|different host|different ip|different address|another host|another ip|wont open a connection|
will not open a connection|site to site| fxp|wrong host|wrong ip|wrong address|not from the same|
same ip|same host|same address|unexpected host|unexpected ip|unexpected address|address is not allowed|
ip is not allowed|rejected data|cannot accept argument|host unknown|unknown host|illegal ip|illegal host|illegal address|invalid ip|other than";

    /// A PORT is refused for its address, in words that do not name the address.
    OPENS_NO_CONNECTION = "wont open a connection|will not open a connection";

    /// Switched off.
    SWITCHED_OFF = "disabled|not enabled|switched off|turned off|not allowed|not permitted|unable to service|denied|
not available|disallow|forbidden|prohibited|not supported|cannot be used|deaktiviert|desactiv|
desativad|disabilitat|uitgeschakeld|wylaczon|отключен|已禁用|禁用|無効|비활성";

    /// Active mode.
    ACTIVE_MODE = "active mode|active ftp|active transfer|active connection|active data|port command|port mode|
mode actif|modo activo|aktiver modus|aktivmodus|主动模式|アクティブモード";

    /// Passive mode.
    PASSIVE_MODE = "passive|pasv|passiv|mode passif|modo pasivo|被动|パッシブ";

    /// A name that has no address.
    UNRESOLVED = "resolve|dns|external address|external ip|public address|public ip|own address";

    /// Ports for data.
    NO_PORT = "ports are busy|already in use|eaddrinuse|no free port|free ports|free port| bind|listen|prepare|allocate|
open a passive|open passive|passive connection|passive port|available port|no ports|port range|
out of ports|find a port|data port|enter passive|passive mode failed|create passive|start passive|
passive socket|passive listener|data socket";

    /// vsftpd's name for the call that takes a port for data.
    SYSUTIL_BIND = "sysutil bind|sysutil listen";

    /// The transfer lacks something that it needs.
    NOT_PREPARED = "port or pasv|pasv or port|use pasv|use port|no data connection|no port spec|no listen socket|
pasv or epsv|epsv or pasv|connection declared|no transfer connection|no passive connection|pasv first|
port first|pasv firstly|issued first|issue pasv|issue port|data connection established|no data channel|
port pasv|require pasv|requires pasv|pasv required|port required|specify port|no data port|
no connection specified|need pasv|need port|send pasv|before retr|before stor|before list|
no transfer mode|data connection was not|not initialized";

    /// A connection that the server tried to make.
    CONNECT_FAILED = "connection refused|connection timed out|connect timed out|no route|unreachable|etimedout|
econnrefused|ehostunreach|enetunreach|connection attempt|failed to connect|cant connect|cannot connect|
could not connect|couldnt connect|unable to connect|actively refused|did not properly respond|
verbindung abgelehnt|verbindungsaufbau abgelehnt|connexion refusee|conexion rehusada|连接被拒绝|connection to client";

    /// A data connection that could not be opened.
    NO_DATA_CONNECTION = "failed to establish|open data|build data|establish data|establish connection|create data|
data connection failed|data connection error|opening data|open connection|build connection|
data channel could not|connecting data|open dataconnection|open transfer|datenverbindung|
canal de donnees|conexion de datos|数据连接|データコネクション|データ接続|데이터 연결";

    /// The errno that ProFTPD names if the TLS session was not resumed.
    NOT_PERMITTED = "operation not permitted|vorgang nicht zulassig|die operation ist nicht erlaubt|
operation non permise|operacion no permitida|不允许的操作";

    /// A transfer that is too slow, or stalls.
    BANDWIDTH_TOO_LOW = "minimum bandwidth|too slow|stalled|stall|no progress|data timeout|data channel timed|
data connection timed|data channel time|data transfer time";

    /// No transfer for a long time.
    NO_TRANSFER = "no transfer|no new data";

    /// PRET.
    PRET = "supporting pret|support pret|supports pret|use pret|using pret|send pret|issue pret|pret first|
pret command|pret pre |requires pret|require pret|need pret|pret before|pret required|pret is required|without pret";

    /// A file or directory that does not exist.
    NO_SUCH_FILE = "no such file|no such dir|no such folder|no such path|no such object|no such key|no such or dir|
not found|not exist|doesnt exist|does not exists|isnt there|cannot find the|could not find|couldnt find|
cant find|unable to find|unable to locate|cannot locate|file unavailable|nonexist|non exist|
cannot find file|unknown file|unknown path|unknown dir|path unreachable|unreachable path|enoent|
nicht gefunden|nicht vorhanden|existiert nicht|introuvable|existe pas|aucun fichier|fichier ou dossier|
no existe|no encontrad|nao existe|nao encontrad|arquivo ou diretorio|non esist|non trovat|
file o directory|bestaat niet|niet gevonden|finns inte|hittades inte|findes ikke|finnes ikke|ei ole|
nie istnieje|nie znaleziono|neexist|nenalezen|nem talal|nem letez|nu exista|bulunamadi|
не найден|нет такого|не существ|не знайден|
不存在|找不到|没有那个文件|未找到|沒有此|
見つかりません|存在しません|そのような|
파일이 없|디렉터리가 없|디렉토리가 없|폴더가 없|존재하지 않|찾을 수 없";

    /// A directory, or something else that is not a file.
    NO_FILE_BUT_DIRECTORY = "is a directory|is directory|is a folder|is dir|regular file|plain file|ordinary file|not a file|
isnt a file|eisdir|ist ein verzeichnis|est un dossier|est un repertoire|es un directorio|
e un diretorio|e una directory|是目录|是一个目录|是資料夾|ディレクトリです|это каталог|является каталог";

    /// Perhaps a directory.
    NOT_RETRIEVABLE = "not retrievable|not a plain file|could not get file size|not sizable|cannot get size";

    /// No directory.
    NO_DIRECTORY = "not a directory|isnt a directory|not a folder|not directory|directory name is invalid|enotdir|
kein verzeichnis|pas un dossier|pas un repertoire|no es un directorio|non e una directory|
不是目录|ディレクトリではありません|не каталог|не является каталог";

    /// A directory that does not exist; some servers say this about a file, too.
    NO_SUCH_DIRECTORY = "no such dir|no such folder";

    /// There already.
    THERE_ALREADY = "already exist| dupe|duplicate|file exists|directory exists|folder exists|same name|exists already|eexist|
existiert bereits|existe deja|ya existe|gia esiste|esiste gia|ja existe|bestaat al|finns redan|
istnieje|уже существует|已存在|已经存在|既に存在|이미 존재";

    /// Not empty.
    NOT_EMPTY = "not empty|isnt empty|non empty|nonempty|enotempty|nicht leer|pas vide|non vide|no esta vac|
nao esta vaz|non vuot|niet leeg|не пуст|непуст|不为空|非空|不是空|空ではありません";

    /// A name that the server does not accept.
    NAME_REFUSED = "forbidden file|forbidden name|prohibited file|prohibited name|illegal char|bad file name|
bad filename|bad name|invalid filename|invalid file name|invalid name|invalid path|invalid char|
name not allowed|filename not allowed|filename deny|filename accept|illegal file|illegal name|
illegal path|is not allowed name|forbidden command arg|cant decode|can t decode|cannot decode|
invalid utf|multibyte|not valid utf|invalid encoding|invalid byte|too long|label syntax|syntax is incorrect|
outside the|outside of|points to a path|reserved name|disallowed|not a valid directory name|
not a valid file|file type not|extension|ungultiger name|ungultiger dateiname|nom de fichier invalide|
nombre no valido|nome non valido|文件名|ファイル名";

    /// Overwriting.
    OVERWRITE = "overwrit|over write|cannot replace|may not replace|cannot be replaced|uberschreib|ecras|sobrescrib|
sovrascriv|覆盖|上書き";

    /// Uploading.
    UPLOAD = "upload|up load|hochladen|televers|subir|carica|上传|アップロード|загруз|not permitted to write|no write|
write access|write permission|write protect|read only|readonly|cannot write to this|stor not|
storing|can t store|cannot store";

    /// Downloading.
    DOWNLOAD = "download|herunterlad|telecharg|descarg|scarica|下载|ダウンロード|скачи|read access|read permission|no read|
retr not";

    /// No permission.
    NO_ACCESS = "permission|can not delete|cannot delete|users can not|users cannot|users cant|access is denied|access denied|access to|privilege|not allowed|no access|forbidden|denied|
not permitted|not authori|unauthori|no right| eacces | eperm |insufficient right|not enough right|
may not|cannot access|zugriff verweigert|keine berechtigung|nicht erlaubt|verweigert|non accord|
acces refuse|permiso denegado|acceso denegado|permissao negada|acesso negado|permesso negato|
accesso negato|toegang geweigerd|atkomst nekad|brak dostepu|odmowa|pristup odepren|
отказано|нет прав|нет доступа|запрещ|відмовлено|
拒绝|权限|許可|アクセスが拒否|拒否|거부|권한|δεν επιτρεπ|khong co quyen|khong duoc phep|nemate prav|nemas prav|pristup odmietnut|pristup zamitnut|
adgang naegtet|ingen tilgang|hozzaferes megtagad|acces interzis|acces refuzat|akses ditolak|erisim engellen|erisim reddedil|
不允許|不允许|権限がありません";

    /// A right of the account, not of the file.
    PRIVILEGES = "privilege|not enough right|insufficient right|your account|account does not|account is not|
user is not allowed|not allowed to|no rights to|anonymous user";

    /// Appending to a file.
    APPEND = "append|anhang|anfug|追加";

    /// Resuming a transfer.
    RESUME = "restart|resum| rest |fortsetz|reprise|reanud|riprend|断点|续传|再開";

    /// Text mode.
    ASCII = "ascii| type a |text mode";

    /// In use by somebody.
    IN_USE = "being used|in use|is locked|locked by|file locked|is busy|file busy|resource busy|sharing violation|
used by another|temporary hidden|ebusy|etxtbsy|wird verwendet|wird von einem|est utilise|en uso|
in uso|em uso|正在使用|被占用|使用中|已锁定|занят|используется|사용 중|によって使用|が使用して";

    /// No space left.
    FULL = "no space|disk full|disk is full|enospc|insufficient storage|not enough space|out of space|out of disk|
not enough disk|storage space|disk space|device full|filesystem full|file system full|system storage|
insufficient space|insufficient disk|disk is more|nearly full|almost full|volume is full|
storage is full|kein speicherplatz|kein platz|nicht genug|pas assez d|plus d espace|espace disque|
no queda espacio|no hay espacio|sin espacio|espacio insuf|sem espaco|nao ha espaco|spazio|
geen ruimte|brak miejsca|нет места|недостаточно места|磁盘已满|磁盘空间|空间不足|容量不足|空き領域|디스크";

    /// The server cannot open another file.
    NO_HANDLE = "too many open files|emfile|enfile";

    /// A limit on somebody's storage space.
    QUOTA = "quota|edquot|storage allocation|over limit|kontingent|cuota| cota |квот|配额|限额|配額|クォータ|할당량";

    /// A ratio of uploads to downloads.
    RATIO = " ratio|enough credit|insufficient credit|no credit|more credits";

    /// Limits on transfers.
    TRANSFERS = "too many transfers|transfer limit|data transfers|number of transfers|max transfers|byte limit|file limit|
files limit|download limit|upload limit|bandwidth limit|too many downloads|too many uploads|
simultaneous transfer|simultaneous download|simultaneous upload|transfers allowed|file size limit|
too large|file too big|exceeds the|slots";

    /// The load of the machine.
    LOAD = " load was| load is|load average|load too high|server load|too much load|high load| load limit|overload";

    /// Somebody has to approve it.
    APPROVAL = "moderat|approved|approval|not yet been|freigegeben";

    /// Beyond the end of the file.
    BEYOND = "rest position|past the end|beyond|larger than|greater than file|greater than size|invalid offset|
restart offset|restart point|restart marker|restart position|offset is|offset too|offset larger|
offset greater|out of range|past end|after end|exceeds file size|exceeds size";

    /// The data connection broke.
    BROKEN_OFF = "connection closed|connection reset|broken pipe|reset by peer|file server lost|network stream|
transfer abort|connection lost|econnreset|epipe|connection abort|data connection error|interrupted|
was aborted|were aborted|aborted|connection broke|connection was|connection dropped|forcibly closed|
no longer available|transfer failed|transfer incomplete|verbindung unterbrochen|
connexion interrompue|transfer terminated|transfer cancel|传输中断|接続が切";

    /// Reading from the network.
    NETWORK_READ = "reading network|read network|reading from network|reading from data";

    /// Reading from a file.
    READ_FAILED = "reading local|reading from file|reading from the file|reading file|input file|input output error|
i o error|read error|error reading|failure reading|failed to read|file read|reading the file|
read file|cannot read|unable to read| eio |lesefehler|erreur de lecture|读取|読み込み|読み取り";

    /// Writing to a file.
    WRITE_FAILED = "writing to local|writing to file|writing to the file|write to file|write to the file|failed to write|
output file|writing file|write error|unable to write|error writing|failure writing|could not write|
couldnt write|cannot write|cant write|file write|during write|write failed|file system error|
filesystem error|schreibfehler|erreur d ecriture|写入|書き込み";

    /// No unique name could be made.
    NO_UNIQUE_NAME = "unique";

    /// There is nothing to list.
    NOTHING_LISTED = "no files found|no files|no matching|no match|directory is empty|empty directory|directory empty|
folder is empty|nothing to list|keine dateien|aucun fichier trouve|没有文件";

    /// The listing is incomplete.
    CUT_SHORT = "truncated|limit reached|not complete|incomplete|only the first|too many files|too many entries";

    /// A directory that cannot be read.
    NOT_LISTED = "failed to list|failed to open dir|unable to list|could not list|couldnt list|cannot list|listing failed|
list failed|cannot read dir|open directory|open the directory|read the directory|read directory|
error listing|listing error|auflisten";

    /// A command that the server does not have.
    NO_SUCH_COMMAND = "unknown command|command unknown|unrecogni|not understood|not implement|unimplement|not recogni|
command not|invalid command|bad command|not supported|unsupported|no such command|cannot be disabled|
superfluous|not known|unbekannter befehl|commande inconnue|comando desconocido|未知命令|未実装";

    /// The command is written wrongly.
    WRITTEN_WRONG = "syntax|invalid param|invalid arg|invalid number|missing arg|requires a|needs an arg|needs a param|
invalid size|numerical|illegal number|bad arg|wrong number|number of param|number of arg|argument|
parameter|malformed|parse|parsing|invalid value|must be a|value greater|negative|marker";

    /// Another command has to come first, or may not come now.
    NOT_IN_THIS_ORDER = "required first|rnfr|while rest|incompatible|bad sequence|incorrect sequence|wrong sequence|
out of sequence|sequence of|request is pending";

    /// A transfer is still running.
    STILL_AT_IT = "transfer in progress|already transferring|transfer is running|transfer running|another transfer|
transfer already|already in progress|transfer is in progress|while a transfer";

    /// Inside the server.
    INSIDE_FAILED = "internal|local error|error in processing|server error|system error|exception|unexpected error|
unknown error|unspecified|something went|assert|panic|backend|back end|storage error|interner fehler|
erreur interne|error interno|errore interno|внутренняя|内部|サーバーエラー";

    /// A version of the SSH protocol, which an SSH client sends first.
    SSH_VERSION = " ssh 2 0| ssh 1 99| ssh 1 5| ssh2 ";

    /// Bytes that are not valid in the character set.
    UNDECODABLE = "cant decode|can t decode|cannot decode|unicodedecode|unicodeencode|codec cant|codec can t|decode byte|encode char|invalid utf|
not valid utf|invalid start byte|invalid continuation byte|malformed input|unmappable char|charmap";

    /// The control connection.
    CONTROL_CHANNEL = "control channel|control connection|command channel|steuerverbindung";

    /// Words for files, where other words may mean addresses.
    FILE_WORDS = "file name|filename|directory|folder| path";

    /// Ports that are taken.
    PORTS_TAKEN = "already in use|no ports|ports available|out of ports|eaddrinuse|ports are busy|no free port|port range";

    /// A connection that was up and broke.
    SEND_FAILED = "reset by peer|econnreset|broken pipe|epipe|transfering|transferring|sending|receiving";

    /// File or directory.
    OR_FILE = "file or|or file";

    /// ProFTPD's words for a transfer that could not continue.
    LINK_LOST = "link to file server";

    /// The file system.
    FILE_SYSTEM = "file system|filesystem";

    /// No operation for a long time.
    NO_OPERATION = "no operation";

    /// pyftpdlib's words for an error whose errno it lost.
    NOTHING_SAID = " none transfer";

    /// A file that could not be opened or created.
    NOT_OPENED = "open file|open the file|open that file|create file|create the file|access file|access the file|open local file|
opening file|creating file|create local file|datei nicht offnen|datei nicht erstell|打开文件|创建文件";
}
