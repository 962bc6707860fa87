//! Words for accounts, and for what they may do.

use super::Stems;

stems! {
    from 0;

    /// Anonymous logins.
    ANONYMOUS = "anonym|anonim| guest| private system| gast|invite |invitado|ospite|anonyym|anonimni|an danh|gjest|
gaest|vieras|gosc|
аноним|анонім|
ανωνυμ|
مجهول|
אנונימ|
ไมระบุชือ|
匿名|
익명|";

    /// Only anonymous logins are served.
    ANONYMOUS_ONLY = "anonymous only|only anonymous|anonymous ftp only|anonymous access only|anonymous logins only|
anonymous users only|nur anonym|uniquement anonyme|anonyme uniquement|solo anonim|somente anonim|
apenas anonim|solo anonimo|alleen anonie|endast anonym|tylko anonim|only for anonymous|
anonymous login only|anonymous connections only|only accepts anonymous|only allows anonymous|
nur fur anonym|solo acceso anonim|seul l acces anonyme|seuls les acces anonym|
только аноним|лише анонім|
仅匿名|只允许匿名|匿名のみ|
익명만|";

    /// A greeting says that anonymous logins are not served.
    NO_ANONYMOUS = "no anonymous|private system|anonymous login is not|anonymous access is not|anonymous not allowed|
kein anonym|pas d acces anonyme|anonymous disabled|anonymous denied|anonymous is not|
anonymous ftp not|anonymous ftp is not|anonymous prohibited|anonymous logins not|
anonymous logins are not|keine anonymen|pas d anonyme|sin anonim|
不允许匿名|";

    /// Pure-FTPd's words for an anonymous area that it cannot set up.
    ANONYMOUS_AREA = "secure anonymous ftp|anonymous area|anonymous root|anonymous home";

    /// One of several hosts has to be named.
    VIRTUAL_HOST = "valid hostname is expected|valid host name is expected|hostname is required|host name is required|
virtual host is required|specify a virtual host|specify the virtual host|need a virtual host";

    /// The home directory.
    HOME = "home dir|homedir|home folder|home path|root directory|user folder|root folder|mount user|
change directory|chdir|chroot|root dir|initial directory|login directory|default directory|
working directory|virtual root|physical path|home verzeichnis|heimatverzeichnis|heimverzeichnis|
basisverzeichnis|benutzerverzeichnis|repertoire|dossier personnel|dossier utilisateur|directorio|
carpeta personal|diretorio|pasta pessoal|cartella|thuismap|hemkatalog|hemmakatalog|hemmapp|hjemmemappe|hjemmekatalog|
kotihakemisto|katalog domowy|katalogu domow|domovsk|konyvtar|directorul|ana klasor|ev dizin|
startverzeichnis|stammverzeichnis|directorio de inicio|directorio raiz|diretorio inicial|home mappe|
hjem katalog|dom katalog|kezdokonyvtar| verzeichnis |carpeta|no home| home not | home does |
 home is |your home | home of | home cannot|bad home|invalid home|home area|homedrive|home drive|
home share|users home|domovskeho|domovsky|direktori home|thu muc|kucni direktor|virtual directory|
virtual folder|start directory|starting directory|base directory|working dir|work dir|
current dir|your folder|user s folder|users folder|personal folder|directorynotfound|
ana dizin|giris dizini|home katal|sajat konyvtar|ftp root|ftp directory|ftp folder|user path|
users path|home location|
домашн|каталог|директори|домашня|
αρχικοσ καταλογ|
المجلد الرئيسي|
תיקיית הבית|
โฟลเดอร|
主目录|主目錄|家目录|用户目录|根目录|ホームディレクトリ|ホームフォルダ|主文件夹|根目錄|使用者目錄|
家目錄|ルートディレクトリ|
홈 디렉|홈디렉|";

    /// The account is off: disabled, locked, expired.
    ACCOUNT_OFF = "package was cancel|hosting was cancel|account was cancel|for non payment|for nonpayment|unpaid|
confirm your e mail address before|verify your e mail address before|password is too old|password too old|
account has been deleted|account deleted|account was deleted|user is expired|user expired|
user has expired|utilisateur desactive|utilisateur bloque|benutzer abgelaufen|not in ftp group|
not in the ftp group|authorization rules denied|only allowed between|allowed only between|
account disabled|account is disabled|account has been disabled|disabled account|user disabled|
user is disabled|user account is disabled|currently disabled|account locked|account is locked|
account has been locked|user locked|locked out|account suspended|is suspended|been suspended|
account expired|account has expired|been expired|has been expired|password expired|
password has expired|password is expired|expired password|must change your password|
password must be changed|change your password|account inactive|account is inactive|
account not active|deactivated|account is not enabled|not enabled for ftp|ftp access disabled|
ftp access is disabled|ftp is disabled|valid shell|invalid shell|shell not allowed|account closed|
account has been closed|account terminated|logon hours|time of day|at this time of|konto gesperrt|
konto deaktiviert|konto ist gesperrt|konto ist deaktiviert|benutzer gesperrt|benutzer deaktiviert|
konto abgelaufen|kennwort abgelaufen|passwort abgelaufen|compte desactive|compte est desactive|
compte bloque|compte expire|compte verrouille|compte suspendu|compte est inutilisable|
mot de passe expire|cuenta desactivada|cuenta bloqueada|cuenta deshabilitada|cuenta suspendida|
cuenta ha caducado|usuario deshabilitado|contrasena caducada|conta desativada|conta bloqueada|
conta suspensa|conta expirada|account disabilitato|account bloccato|account scaduto|
utente disabilitato|account sospeso|password scaduta|account uitgeschakeld|account geblokkeerd|
account verlopen|kontot ar inaktiverat|kontot ar last|kontoen er deaktiveret|kontoen er sperret|
konto deaktivert|tili on lukittu|konto zablokowane|konto wylaczone|konto wygaslo|
konto jest zablokowane|ucet je zablokovan|ucet je zakazan|ucet zablokovan|fiok letiltva|
cont dezactivat|cont blocat|hesap devre disi|hesap kilitli|hesabiniz kilit|login inactive|
login is inactive|user inactive|user is inactive|shell not in|shell is not|etc shells|login hours|
allowed hours|permitted hours|outside of permitted|outside permitted|outside allowed|
allowed between|are allowed between|office hours|business hours|working hours|access hours|
allowed during|access window|time window|time restriction|geschaftszeiten|heures ouvrables|
horario permitido|accountlocked|accountdisabled|accountexpired|accountsuspended|accountinactive|
credentialsexpired|lockedaccount|disabledaccount|passwordexpired|shell is |account restriction|
set a new password|part of your plan|accountrestriction|console only|at this hour|this hour |
cuenta inactiv|compte inactif|konto inaktiv|conta inativ|account inattiv|konto nieaktyw|
kontot inaktiv|account inactief|on weekends|weekend|denied group|0xc0000234|0xc0000072|0xc0000193|
0xc0000071|0xc0000224|0xc000006e|0x80070533|0x80070775|was withdrawn|been withdrawn|usuario inactiv|
utilisateur inactif|benutzer inaktiv|utente inattiv|usuario inativ|uzytkownik nieaktyw|
renew your account|reset your password|contract ended|administratively prohibited|not assigned to|
disabled for this|disabled for your|disabled for user|disabled for the user|
учетная запись отключена|учетная запись заблокирована|пользователь заблокирован|
аккаунт заблокирован|аккаунт отключен|срок действия парол|срок действия учетной|вход запрещен|
пользователь неактив|не активен|не активна|
帐户已禁用|账户已禁用|账号已禁用|帐号已禁用|帳號已停用|帳戶已停用|用户已禁用|用户被禁用|账号被锁|
帐户被锁|账户被锁|帐户锁定|账户锁定|账户已锁|帐号已锁|账户已过期|帐户已过期|账号已过期|密码已过期|
密碼已過期|アカウントは無効|アカウントが無効|アカウントがロック|アカウントはロック|有効期限|
アカウントは使用できません|アカウントは利用できません|
계정이 잠|계정이 비활성|사용 중지된 계정|계정이 만료|암호가 만료|";

    /// The account, as a noun.
    ACCOUNT_NOUN = " account|konto|kontot|kontoen|benutzerkonto|compte|cuenta| conta |utente| cont |tili |ucet|fiok|
hesap|hesab| akun |tai khoan|racun| kontul |subscription|membership|abonnement|suscripcion|
assinatura|ftp access|your access|ihr zugang|votre acces|su acceso|tuo accesso|seu acesso|
twoj dostep|utenza|sua conta|uyelig|elofizet|mailbox|predplat|akun|suscripc|platnost uctu|
учетн|аккаунт|користувач|обліковий|акаунт|облікового|профил|ваш доступ|
λογαριασμ|
حساب|
חשבון|
บัญชี|
账户|帐户|账号|帐号|帳號|帳戶|用户|アカウント|ユーザー|ユーザ|您的访问|
계정|";

    /// Of an account or a password: disabled, locked, expired.
    OFF = "disabled|locked|suspended|expired|deactivated|inactive|terminated|frozen|revoked|gesperrt|
deaktiviert|abgelaufen|desactiv|desactivad|deshabilitad|inhabilitad|bloque|bloquead|expir|suspend|
verrouill|caducad|vencid|desativad|disabilitat|disattivat|bloccat|scadut|sospes|uitgeschakeld|
geblokkeerd|verlopen|inaktiverat|sparrat|spaerret|sperret|deaktivert|lukittu|zablokowan|wylaczon|
wygas|zablokovan|zakazan|vyprsel|letiltva|lejart|dezactivat|blocat|kilitl|devre disi|pending|
not activated|activation|awaiting|not verified|unverified|unconfirmed|not confirmed|not enabled|
on hold|dinonaktif|kadaluarsa|kedaluwarsa|bi vo hieu|het han|onemogucen|istekao|zakljucan|
ungultig geworden|stillgelegt|gekundigt|ferme|cerrad|encerrad|chius|tiltv|letilt|askiya|dondurul|
duraklat|ablaufen|eingefroren|suljettu|jaadytet|avstangd|blockerat|inactif|inactiv|inaktiv|nieaktyw|
neaktiv|inativ|neplatny ucet|not yet activ|not been activ|lapsed|not abilitat|non abilitat|
no habilitad|nao habilitad|freigeschaltet|nicht aktiv|ran out|has run out|withdrawn|est termine|
ha terminado|terminad|zawieszon|sona erdi|platnost|kich hoat|belum aktif|has lapsed|
confirm your e mail|verify your e mail|zavesen|opschort|suspendu|
отключен|заблокирован|истек|просроч|вимкнен|заблокован|деактив|изтекъл|приостан|
απενεργοπ|κλειδωμ|ληξει|εληξε|
معطل|منتهي|
מושבת|נעול|פג תוקף|
ถูกระงับ|หมดอายุ|
禁用|停用|锁定|鎖定|被锁|冻结|过期|過期|無効|ロック|期限切れ|停止|已停|已禁|未激活|未启用|
有効ではありません|使用停止|停权|停權|封停|被封|注销|已冻结|未啟用|使用不可|非アクティブ|利用停止|
잠|비활성|정지|만료|중지|사용할 수 없는|";

    /// The account may not log in here.
    NO_RIGHT = "not allowed to use ftp|not allowed to login|not allowed to log in|not allowed to log on|
not authorized to login|not authorized to log in|not permitted to log|not authorized for ftp|
not authorised|not authorized to use|no login permission|may not log in|may not login|
login not allowed|login not permitted|login is not allowed|cannot access| is not authorized|
not allowed by|user denied|user access denied|not active|no permission to log|
does not have permission|insufficient permission|not have access|no ftp access|
ftp access denied for|no rights|logins are disabled|login disabled|login is disabled|
not in the list|not on the list|ftp users| cannot log in as|not enabled for|service is not enabled|
not entitled|not privileged|not a member of|not in group|kein recht|keine rechte|nicht autorisiert|
keine berechtigung|nicht berechtigt|pas le droit|pas les droits|aucun droit|pas autorise a|
non autorise a|sin permiso|no tiene permiso|no autorizado|sem permissao|nao tem permissao|
nao autorizado|senza permess|non autorizzat|geen rechten|geen toestemming|niet gemachtigd|
niet bevoegd|saknar behorighet|ingen rettighed|ikke rettigheter|ei oikeutta|brak uprawnien|
nie masz uprawnien|nemate pravo|nemate opravneni|nemate opravnenie|nincs jogosultsag|nu aveti drept|
nu aveti permisiun|yetkiniz yok|yetkisi yok|izniniz yok|tidak memiliki izin|tidak berhak|
khong co quyen|not eligible|not available for this user|not available to this|ftp not allowed|
ftp is not allowed|no ftp privilege|ftp not enabled|not listed|not in the allowed|wrong group|
not an ftp user|logins not allowed|does not allow|not allowed for|not permitted for|
not permitted to use|not enabled on this account|no login rights|no access right|no permission|
user not allowed|user is not allowed|user not authorized|not granted|not a valid ftp user|
no ftp permission|no ftp right|the rights to|the right to|permission to use|permissions to use|
permission to access|permitted users|not have rights|not have the right|not have permission|
no sufficient|lack permission|lacks permission|access not granted|not subscribed|not been granted|no privilege to|
logon type|privilege not|not in allowed users|cannot be used|may not be used|not be used|
insufficient priv|insufficient right|insufficient access|you are not allowed|you are not permitted|
you are not authori|not allowed to access|not permitted to access|not authorized to access|
 isnt allowed| isnt permitted| isnt authorized|access revoked|access has been revoked|
access was revoked|no business here|cannot use ftp|
нет прав|недостаточно прав|не имеет прав|немає прав|няма права|
δεν εχετε δικαιωμα|
ليس لديك|
אין הרשאה|
ไมมีสิทธิ|
没有权限|沒有權限|无权|無權|权限不足|没有登录权限|権限がありません|
권한이 없|";

    /// Not trusted: Pure-FTPd's words for an account below its lowest user number.
    NO_TRUST = "cant trust you|cannot trust you|no te creo|niet vertrouwen|stoler ikke pa|confiar em voce|
nuk te besoj|inte lita pa|nie moge ci zaufac|nemohu vam verit|non posso fidarmi|nao posso confiar|
kann ihnen nicht trauen|compte est inutilisable|";

    /// IIS: no login, because the home directory is missing.
    CANNOT_LOG_IN_HOME = "cannot log in home directory|kann sich nicht anmelden basisverzeichnis";

    /// Words of rules on who may log in, which also stand in notices to everybody.
    NO_RIGHT_VAGUE = "policy|restricted|members only|reserved for|only for members|by the administrator|by administrator|
by admin|by rule|access rule|access control|access list|user list|userlist|reserve|reservad|
riservat|restringid|beschrankt|begrenzt|restreint|limited to|deny list|denied users|restriction|
ограничен|
仅限|限定|限制|";

    /// Locked or blocked, by somebody or automatically after failures.
    LOCKED_OUT = "locked|blocked|gesperrt|verrouill|bloque|bloquead|bloccat|geblokkeerd|sparrat|spaerret|sperret|
lukittu|zablokow|zablokov|letiltva|blocat|kilit|zakljucan|
заблокир|заблоков|блокиран|
κλειδωμ|
נעול|
锁|鎖|ロック|
잠|";

    /// The home directory, in a word that has other meanings.
    HOME_WORD = " home | homes |user directory|users directory|user dir ";

    /// A web page.
    HOME_PAGE = "home page|homepage|web page|web site|website";

    /// Of an account: not to be used, in words that have other meanings.
    OFF_VAGUE = "unavailable|retired|no longer|removed|withdrawn|switched off|turned off|not available|
not in service|stopped|barred|not usable|closed|deleted|not ready|";

    /// The account is not off.
    NOT_OFF = "not disabled|not locked|not expired|not suspended|not blocked|pas desactiv|pas bloqu|pas expir|
pas verrouill|no esta deshab|no esta bloq|no esta susp|nao esta desat|nao esta bloq|non e disab|
non e bloc|nicht gesperrt|nicht deaktiv|nicht abgelaufen|niet geblok|
не отключ|не заблок|
未被禁用|未被锁|";

    /// A right, or access.
    RIGHT = "access|permission|right|privileg|role|entitle|berechtig|zugriff|zugang|acces |droit|acceso|permiso|
accesso|permess|acesso|permiss|toegang|recht |toestemming|mag geen|dostep|uprawn|yetki|erisim|izin|
atkomst|ratt|behorig|pristup|opravn|hozzafer| joga |quyen|duoc phep|truy cap|akses| hakki |boleh|
abilitat|darf | ftp |may not use|
доступ|права|прав |разреш|
权限|權限|アクセス|権限|
권한|접근|";

    /// How long an account or a password is valid.
    VALIDITY = "validity|expiry date|expiration date|ablaufdatum|gultigkeit|date d expiration|arrive a expiration|
validite|caducidad|vencimiento|data de validade|data di scadenza|
срок действ|срока действ|
有效期|有効期限|
유효기간|유효 기간|";

    /// A login shell.
    SHELL = " shell|etc shells|sbin nologin";

    /// A directory, whosever it is.
    DIRECTORY = " directory| folder|ordner|dossier|carpeta|pasta |cartella|basismap| map |mappa|mappat|katalog|
 path |homedir|no such file|nosuchfile|filenotfound|pathnotfound|opendir|mounted|mount | share of|
storage for|klasor|thu muc|direktori|directorio|diretorio|repertoire|verzeichnis|adresar|konyvtar|
mappen|mappaja|slozk|dizin| no place |enoent|stat home|cartell|
папк|каталог|директор|
目录|目錄|フォルダ|ディレクトリ|ホームに|資料夾|文件夹|
폴더|디렉|";

    /// Switched off, or no longer allowed.
    NO_LONGER = "switched off|turned off|no longer|withdrawn|retired|abgeschaltet|abgestellt|nicht mehr|ne plus|
plus autoris|ya no |ja nao|non piu|niet meer|inte langre|juz nie|uz neni|mar nem|artik|
больше не|
不再|もはや|
더 이상|";
}
