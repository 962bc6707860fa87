//! Word stems by meaning, in the languages that servers speak.
//!
//! The text is folded before ([`super::text`]): lower case, no accents, no apostrophes, punctuation
//! as one blank, a blank at both ends. A stem matches anywhere; a blank at its start or end ties it
//! to that of a word. A group means one thing; rules combine groups.

/// Stems that mean the same.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Stems(&'static str);

impl Stems {
    /// Stems apart by `|` or by a line end.
    pub(super) fn iter(self) -> impl Iterator<Item = &'static str> {
        self.0.split(['|', '\n']).filter(|stem| !stem.is_empty())
    }
}

/// Encryption.
pub(super) const TLS: Stems = Stems(
    " tls| ssl| ftps | ftpes | auth tls|encrypt|secure connection|secure control
secure channel|secure access|secure session|secure mode|secure login|secured connection
secure transport|commands must be protected|protected connection|use auth |issue auth
send auth|auth command first|verschlussel|chiffr|connexion securis|cifrad|cifrat
crittograf|criptograf|criptat|szyfrowan|sifrov|krypter|kryptera|versleutel|salattu
salaus|titkosit|sifreli|зашифр|шифров|защищенн|безопасное соедин|加密|安全连接|安全連線|暗号|암호화
보안 연결",
);

/// Without encryption.
pub(super) const CLEAR: Stems = Stems(
    "cleartext|clear text|plaintext|plain text|unencrypted|non secure|insecure|unsecure
unprotected|non encrypted|not encrypted|plain ftp|regular ftp|unverschlussel|klartext
en clair|non chiffr|in chiaro|sin cifrar|no cifrad|texto plano|sem criptograf
nao criptograf|text clar|onversleuteld|okrypter|ukrypter|niezaszyfrowan|nieszyfrowan
nesifrovan|sesion te hapura|открытом виде|открытым текстом|незашифр|незащищ|明文|平文|평문
암호화되지
without encryption|without tls|without ssl|without auth tls|ohne verschlussel|sans chiffr|sin cifrado|senza cifratura|без шифрован|暗号化なし",
);

/// Must, only, please do.
pub(super) const NEED: Stems = Stems(
    "requir| must | need|mandator| only |demand|enforce|please use|please enable
please switch|please reconnect|please connect|reconnect using|use auth|issue auth
send auth| use a secure| use secure| use ssl| use tls| use ftps| use ftpes| use explicit
 use encrypt|have to|obligat| requis|exige|necessit|necesari|necessari|requier|requerid
richiest|richied|obbligator| deve | debe | doit |veuillez|usare|erforder| muss | mussen 
benotig|notwendig|zwingend|vorgeschrieben|bitte nutzen|bitte verwenden|verplicht|vereist
nodig| moet |kravs| kraev|kreves| maste |vaadit|vaatii|wymag|vyzad|nutn|vyzaduj|szukseg
kotelez|necesar|gerekli|gerekir|zorunlu|por favor|требу|необходим|должн|обязател
используйте|必须|必須|必要|须使用|需使用|需要|请使用|請使用|要求|してください|필요|필수|요구|요청|해야",
);

/// Not taken, refused.
pub(super) const REFUSED: Stems = Stems(
    " not allow| not permit| not accept| not authori| not welcome|refus|denied|deny|reject
disallow|forbid|forbidden|prohibit|blocked|unauthori| may not | cannot | cant |unable
no server access|blacklist|not supported|disabled|nicht erlaub|nicht gestatt|nicht zuge
verweiger|gesperrt|verboten|abgelehnt|interdit|non autoris|pas autoris|refuse|denegad
no permit|no autori|rechaz|negad|nao permit|nao autori|recusad|negat|non consent
non autori|non permess|rifiutat|geweigerd|niet toegestaan|nekad|ikke tillad|ikke tillat
inte tillat|kielletty|estetty|zabronion|odmow|niedozwolon|zakazan|odepren|odmietnut
odmitnut|megtagad|letiltva|interzis|refuzat|reddedildi|izin veril|engellen|запрещ
отказан|отклон|не разреш|заблокир|禁止|拒绝|拒絕|拒否|不允许|不允許|不接受|許可されて|거부|금지|허용되지|차단",
);

/// That TLS is not there.
pub(super) const NOT_OFFERED: Stems = Stems(
    "not understood|not implement|unimplement|not support|unsupported|not available
unavailable|not configur|not enabled|no tls|disabled|not recogni|unrecogni|unknown
not known|not install|invalid command|bad command|syntax error|is off|turned off
not activ|no certificate|security mechanism|security scheme|nicht unterstutz
nicht verfugbar|nicht implement|unbekannt|non support|pas support|non disponible|inconnu
no soport|no admit|no disponib|desconocid|no implement|nao support|nao suport
nao implement|desconhecid|non support|non implement|sconosciut|niet ondersteund
stods inte|stottes ikke|understottes ikke|nie jest obslug|nieznan|nieobslug|nepodpor
neznam|не поддерж|неизвестн|не реализ|不支持|不支援|未知|未实现|サポートされて|未対応|不明|지원하지|지원되지|알 수 없",
);

/// Anonymous logins.
pub(super) const ANONYMOUS: Stems =
    Stems("anonym|anonim| guest|аноним|匿名|익명| private system| gast|invite |invitado|ospite");

/// Many: too many, the maximum, the limit.
pub(super) const TOO_MANY: Stems = Stems(
    "too many|to many|too much|maximum| max | max.|limit|exceed|overload| is full
queue is full|server full|server is full|no more |reached|only one |already connected
more than|simultaneous|concurrent|zu viele|hochstzahl|maximal|trop de|nombre max|limite
demasiad|maxim|excedi|troppi|troppe|massimo|te veel|for manga|for mange|liian mon
zbyt wiele|za duzo|maksym|prilis mnoho|tul sok|prea mult|cok fazla|слишком много
максимал|превыш|лимит|太多|过多|過多|上限|最大|超过|超出|超過|達し|너무 많|초과|최대",
);

/// Connections, users, sessions: what a limit counts.
pub(super) const CONNECTIONS: Stems = Stems(
    "connection| conn |users|user limit|user login|clients|sessions|session from|logins
 hosts |simultaneous|concurrent|people|threads|login limit|logged in|instances|queue
from this ip|same ip|as the same user|capacity|verbindung|benutzer|sitzung|connexion
utilisateur|conexion|usuario|conexoes|conexao|connession|utenti|verbinding|gebruiker
anslutning|anvandare|forbindelse|tilkobling|brugere|yhtey|kayttaj|polacz|uzytkownik
pripojeni|spojeni|uzivatel|kapcsolat|felhasznalo|conexiuni|baglanti|kullanici|соединен
подключен|пользовател|сесси|连接|連線|連接|用户|使用者|接続|ユーザ|접속|연결|사용자",
);

/// Attempts that failed.
pub(super) const ATTEMPTS: Stems = Stems(
    "attempt|failure|failed login|login fail|bad login|invalid login|retries|tries| tried 
wrong password|incorrect login|fehlversuch|versuche|anmeldeversuch|tentativ|intento
pogingen|forsok|forsog|yritys|prob logow|pokus|kiserlet|incercar|deneme|попыт|尝试|嘗試|失败次数
試行|시도",
);

/// The home directory.
pub(super) const HOME: Stems = Stems(
    "home dir|homedir|home folder|home path|user directory|users directory|root directory
user folder| home |change directory|chdir|chroot|root dir|initial directory
login directory|default directory|working directory|virtual root|physical path
home verzeichnis|heimatverzeichnis|heimverzeichnis|basisverzeichnis|benutzerverzeichnis
repertoire|dossier personnel|dossier utilisateur|directorio|carpeta personal|diretorio
pasta pessoal|cartella|thuismap|hemkatalog|hjemmemappe|hjemmekatalog|kotihakemisto
katalog domowy|katalogu domow|domovsk|konyvtar|directorul|ana klasor|ev dizin|домашн
каталог|директори|主目录|主目錄|家目录|用户目录|根目录|ホームディレクトリ|ホーム|홈 디렉|홈디렉
startverzeichnis|stammverzeichnis|personnel|directorio de inicio|directorio raiz|diretorio inicial|home mappe|hjem katalog|dom katalog|kezdokonyvtar|начальн",
);

/// Not there, not reachable.
pub(super) const MISSING: Stems = Stems(
    "not available|unavailable|inaccessible|not accessible|cannot|cant |could not|couldnt
unable|not found|does not exist|doesnt exist|not exist|missing|no such|fail|invalid
denied|not set|error|refusing|not defined|not be |aborting|not valid|no permission
 no home|nicht erreichbar|nicht gefunden|nicht verfugbar|existiert nicht|nicht vorhanden
inaccessib|introuvable|inexistant|non disponib|no disponib|no existe|inaccesib
nao disponi|nao existe|inacessi|non access|non trovat|non esist|niet beschikbaar
niet gevonden|bestaat niet|inte till|saknas|ikke tilg|findes ikke|finnes ikke|ei ole
niedostepn|nie istnieje|brak |nie je dostupn|neni dostupn|nedostupn|neexist|nem el
nu este|nu exist|bulunamad|yok|недоступ|не найден|не существ|отсутств|不可用|不存在|无法|無法|取消
存在しません|見つかりません|アクセスできません|존재하지|없|접근할 수
nexiste pas|n existe pas|no se puede|nao foi possivel|impossib|невозможно|не доступ|нет доступ|не удалось|не може|не е намер|kunne ikke|kan inte|kan niet|nelze|nie mozna|nem talalhat|nem erheto|できません|못했|取消",
);

/// Not logged in; log in first.
pub(super) const LOGIN_FIRST: Stems = Stems(
    "login with user|log in with user|login with your user|user and pass|user pass
please login|please log in|please log on|please logon|not logged in|not logged on
arent logged|isnt logged|not yet logged|login first|log in first|logged in first
logon first|must login|must log in|must be logged|need to login|need to log in
have to login|have to log in|authenticate first|please authenticate|need to authenticate
must authenticate|must be authenticated|requires authentication|requires auth
authentication required|requires login|login required|login is required
not authenticated|unauthenticated|not authenticated yet|before login
identify yourself|nicht angemeldet|nicht eingeloggt|bitte anmelden
zuerst anmelden|erst anmelden|melden sie sich|pas connecte|pas identifie|vous identifier
authentifier|connecter d|non connecte|no ha iniciado|no esta conectado|no has iniciado
inicia sesi|inicie sesi|identifiquese|nao esta logado|nao logado|nao autenticado
efetue login|faca login|faca o login|non sei autenticat|non autenticat|non loggato
autenticarsi|effettuare il login|niet ingelogd|niet aangemeld|eerst inloggen
inte inloggad|logga in|ikke logget|log ind|logg inn|et ole kirjautunut|kirjaudu
nie jestes zalogowan|niezalogowan|zaloguj sie|nejste prihlasen|neprihlasen|prihlaste se
nieste prihlasen|prihlaste sa|nincs bejelentkezve|jelentkezz be|sinteti inca logat
nu sunteti|autentificati va|jeni i loguar|giris yapmad|giris yapin|giris yapamad
oturum ac|не авторизован|не вошли|не выполнен вход|необходимо авторизоваться
требуется авторизация|требуется вход|войдите|авторизуйтесь|выполните вход|未登录|未登錄|未登入
没有登录|请登录|请先登录|請先登入|請登入|尚未登录|尚未登入|用户名和密码登录|使用者名稱和密碼登入|ログインしてください|ログインしていません|ログインされていません
未ログイン|로그인 하십시오|로그인하십시오|로그인 하세요|로그인하세요|로그인이 필요|로그인하지 않|로그인 하지 않|로그인되지|로그인되어 있지
not signed in|sign in first|please sign in|authenticate yourself|provide credentials|no user logged|login before|log in before|without login|need be logged|you need to be logged|must sign|must logon|must log on|session not established|geen toegang zonder|увійдіть|не ввійшли|ви не авторизовані",
);

/// Logged in already.
pub(super) const ALREADY_IN: Stems = Stems(
    "already logged|already authenticated|already login|already signed|already connected as
cant change to another|cant change from|cannot change user|cannot change to
reauthentication not|re authentication not|new connection to re|cannot switch user
you are logged|youre logged|user already|bereits angemeldet|bereits eingeloggt
schon angemeldet|deja connecte|deja identifie|deja authentifie|ya ha iniciado
ya esta conectado|ja esta logado|ja autenticado|gia connesso|gia autenticat|gia loggat
al ingelogd|reeds aangemeld|redan inloggad|allerede logget|jo kirjautunut|juz zalogowan
jiz prihlasen|uz prihlasen|mar bejelentkez|deja logat|zaten giris|уже авториз|уже вошли
уже подключ|уже выполнен вход|已登录|已经登录|已登入|已經登入|すでにログイン|既にログイン|이미 로그인",
);

/// USER before PASS, or something else before this.
pub(super) const SEQUENCE: Stems = Stems(
    "bad sequence|wrong sequence|out of sequence|sequence of commands|command sequence
login with user first|send user first|user first|username first|user command first
give user|tell me who you are|supply a username|specify user first|who are you
issue the pbsz|preceded by|prior to prot|pbsz first|pbsz needs|prot needs
not allowed on insecure|pbsz command|create a new connection|new connection to switch
username already set|unexpected command|already using tls|already secured
already encrypted|second auth|already set to tls|authentication type already
spurious data|expected user|falsche reihenfolge|befehlsfolge|zuerst user
mauvaise sequence|sequence de commandes|secuencia|sequencia|sequenza|verkeerde volgorde
fel ordning|kolejnosc|poradi|последовательност|сначала user|命令顺序|命令順序|コマンドの順序|명령 순서
명령어 순서",
);

/// The password, as a noun.
pub(super) const PASSWORD: Stems = Stems(
    "passw| passphrase|kennwort|mot de passe|contrasena| clave|senha|parola| wachtwoord|losenord|adgangskode|passord|salasana|haslo| hasla|heslo| hesla|jelszo|jelszav|sifre|fjalekalim|парол|密码|密碼|口令|パスワード|비밀번호|암호가",
);

/// The user's name, as a noun.
pub(super) const NAME: Stems = Stems(
    "username|user name|user or|login or| login name|userid|user id|logon|account name|credential|benutzername|zugangsdaten|anmeldedaten|identifiant|nom d utilisateur|nom dutilisateur|credencia|usuario|nome utente|credenzial|gebruikersnaam|anvandarnamn|brugernavn|brukernavn|kayttajatunnus|nazwa uzytkownika|jmeno|meno |felhasznalonev|kullanici|логин|имя пользовател|учетн|имени пользовател|用户名|用户或|使用者|帐号|账号|帳號|ユーザー名|ユーザ名|사용자|아이디",
);

/// Wrong, failed.
pub(super) const WRONG: Stems = Stems(
    "incorrect|wrong|invalid| bad |not correct|not match|mismatch|not valid|check user
check your|unknown user name or bad|rejected|not accepted|fail|falsch|ungultig
fehlerhaft|nicht korrekt|stimmt nicht|incorrecte|invalide|errone|mauvais|incorrect
invalid|errat|non corrett|non valid|non valido|sbagliat|onjuist|verkeerd|ongeldig
felaktig|fel |ogiltig|forkert|ugyldig|feil |vaara|virheelli|niepoprawn|nieprawidlow
bledn|zle |spatn|chybn|neplatn|nespravn|helytelen|hibas|ervenytelen|gresit|yanlis|hatal
gecersiz|неверн|неправильн|некоррект|ошибочн|недействит|错误|錯誤|不正确|不正確|無效|无效|间违|間違
正しくありません|違います|無効|틀|잘못|올바르지|일치하지|맞지 않",
);

/// A refused login that says nothing more.
pub(super) const LOGIN_FAILED: Stems = Stems(
    "login incorrect|logon incorrect|login failed|logon failed|log on failed|login fail
logon failure|login error|login denied|login refused|login rejected|login unsuccessful
login not success|login invalid|invalid login|bad login|authentication fail
authentication error|authentication problem|authentication unsuccess
authentication rejected|authorization fail|authentification echou|authenticate fail
failed to log|failed to auth|could not log|couldnt log|unable to log|unable to auth
cannot log in|cannot login|cant log in|cant login|can not log|not logged in
not logged on|pass command failed|user not authenticated|auth failed|auth error
logon denied|anmeldung fehlgeschlagen|authentifizierung fehlgeschlagen|anmeldung nicht
login fehlgeschlagen|echec de l|echec d|connexion refusee|autentificacion fallida
autenticacion fallida|inicio de sesion|error de autentic|fallo de autentic
falha na autentic|falha no login|autenticacao falhou|falha de autent
autenticazione fallita|login fallito|accesso fallito|accesso non riuscito
aanmelden mislukt|inloggen mislukt|authenticatie mislukt|inloggning misslyck
inloggningen misslyck|behorighetskontroll misslyck|autentisering|godkendelse mislyk
login mislykkedes|innlogging|kirjautuminen epaonnistui|todennus epaonnistui
uwierzytelnienie nie|logowanie nie|blad logowania|autentifikace zlyhala
autentifikacia zlyhala|prihlaseni se nezdar|prihlasenie zlyhalo|sikertelen bejelent
hitelesites|autentificare esuat|autentificarea a esuat|njohja ne hyrje deshtoi
giris basarisiz|oturum acilamad|kimlik dogrul|yetkiniz hatal|данные аутентиф
ошибка входа|ошибка авториз|ошибка аутентиф|вход не выполнен|авторизация не
аутентификация не|не удалось войти|登录失败|登入失敗|登录不正确|登入不正確|登录错误|登入錯誤|验证失败|驗證失敗|认证失败|認證失敗
ログインに失敗|ログインできません|認証に失敗|認証エラー|ログインです|ログイン失敗|로그인 실패|로그인에 실패|로그인할 수 없|인증 실패|인증에 실패",
);

/// The client's address as what is refused.
pub(super) const ADDRESS: Stems = Stems(
    " ip | ips |ip address| address |addresses| your host| hostname|your network|this network| subnet|from the ip|unknown ip|location|country|region|geoip|invalid address given
 ip adresse|adresse ip|ihre adresse|direccion|endereco|indirizzo| adres | adresse |osoite| adresu| adresa| cim |адрес|地址|アドレス|주소",
);

/// Banned, on a list.
pub(super) const BANNED: Stems = Stems(
    "banned|blacklist|black list|blocklist|block list|has been block|is blocked|temporarily blocked|are blocked|been locked out|blocked due|fail2ban|gesperrt|gebannt|bloque|bloqueada|bloqueado|bloccat|geblokkeerd|blockerad|blokeret|zablokowan|zablokovan|engellen|заблокирован|забанен|封禁|被禁|黑名单|黑名單|ブロック|차단",
);

/// The account is off: disabled, locked, expired.
pub(super) const ACCOUNT_OFF: Stems = Stems(
    "account disabled|account is disabled|account has been disabled|disabled account|user disabled|user is disabled|user account is disabled|currently disabled|account locked|account is locked|account has been locked|user locked|locked out|account suspended|is suspended|been suspended|account expired|account has expired|been expired|has been expired|password expired|password has expired|password is expired|expired password|must change your password|password must be changed|change your password|account inactive|account is inactive|account not active|deactivated|account is not enabled|not enabled for ftp|ftp access disabled|ftp access is disabled|ftp is disabled|valid shell|invalid shell|shell not allowed|account closed|account has been closed|account terminated|logon hours|time of day|at this time of
konto gesperrt|konto deaktiviert|konto ist gesperrt|konto ist deaktiviert|benutzer gesperrt|benutzer deaktiviert|konto abgelaufen|kennwort abgelaufen|passwort abgelaufen|compte desactive|compte est desactive|compte bloque|compte expire|compte verrouille|compte suspendu|compte est inutilisable|mot de passe expire|cuenta desactivada|cuenta bloqueada|cuenta deshabilitada|cuenta suspendida|cuenta ha caducado|usuario deshabilitado|contrasena caducada|conta desativada|conta bloqueada|conta suspensa|conta expirada|account disabilitato|account bloccato|account scaduto|utente disabilitato|account sospeso|password scaduta
account uitgeschakeld|account geblokkeerd|account verlopen|kontot ar inaktiverat|kontot ar last|kontoen er deaktiveret|kontoen er sperret|konto deaktivert|tili on lukittu|konto zablokowane|konto wylaczone|konto wygaslo|konto jest zablokowane|ucet je zablokovan|ucet je zakazan|ucet zablokovan|fiok letiltva|cont dezactivat|cont blocat|hesap devre disi|hesap kilitli|hesabiniz kilit|учетная запись отключена|учетная запись заблокирована|пользователь заблокирован|аккаунт заблокирован|аккаунт отключен|срок действия парол|срок действия учетной|вход запрещен
帐户已禁用|账户已禁用|账号已禁用|帐号已禁用|帳號已停用|帳戶已停用|用户已禁用|用户被禁用|账号被锁|帐户被锁|账户被锁|帐户锁定|账户锁定|账户已锁|帐号已锁|账户已过期|帐户已过期|账号已过期|密码已过期|密碼已過期|アカウントは無効|アカウントが無効|アカウントがロック|アカウントはロック|有効期限|계정이 잠|계정이 비활성|사용 중지된 계정|계정이 만료|암호가 만료",
);

/// The account may not log in here.
pub(super) const NO_RIGHT: Stems = Stems(
    "not allowed to use ftp|not allowed to login|not allowed to log in|not allowed to log on|not authorized to login|not authorized to log in|not permitted to log|not authorized for ftp|not authorised|not authorized to use|no login permission|may not log in|may not login|login not allowed|login not permitted|login is not allowed|cannot access| is not authorized|not allowed by|user denied|user access denied|not active|no permission to log|does not have permission|insufficient permission|not have access|no ftp access|ftp access denied for|no rights|logins are disabled|login disabled|login is disabled|not in the list|not on the list|ftp users| cannot log in as",
);

/// Not trusted: Pure-FTPd's words for an account below its lowest user number.
pub(super) const NO_TRUST: Stems = Stems(
    "cant trust you|cannot trust you|no te creo|niet vertrouwen|stoler ikke pa|confiar em voce|nuk te besoj|inte lita pa|nie moge ci zaufac|nemohu vam verit|non posso fidarmi|nao posso confiar|kann ihnen nicht trauen|compte est inutilisable",
);

/// The name is not known.
pub(super) const NO_SUCH_USER: Stems = Stems(
    "no such user|no such account|no such login|unknown user|user unknown|user is unknown|username unknown|unknown username|unknown login|unknown account|user not found|username not found|account not found|user does not exist|user doesnt exist|user not exist|account does not exist|account doesnt exist|no user named|no user found|username does not exist|invalid user name |invalid user id|invalid username |no such username|user is not known|user not known|not a known user|not a valid user|nonexistent user|non existent user|isnt a user|is not a user|wrong user name |wrong username |user not registered|not registered
unbekannter benutzer|benutzer unbekannt|benutzer existiert nicht|benutzer nicht gefunden|benutzername unbekannt|utilisateur inconnu|utilisateur inexistant|utilisateur introuvable|compte inexistant|usuario desconocido|usuario no existe|el usuario no|no existe el usuario|usuario inexistente|usuario desconhecido|usuario nao existe|utente sconosciuto|utente inesistente|utente non trovato|onbekende gebruiker|gebruiker bestaat niet|gebruiker onbekend|okand anvandare|anvandaren finns inte|ukendt bruger|ukjent bruker|tuntematon kayttaja|nieznany uzytkownik|uzytkownik nie istnieje|neznamy uzivatel|uzivatel neexistuje|ismeretlen felhasznalo|utilizator necunoscut|bilinmeyen kullanici|kullanici bulunamadi
неизвестный пользователь|пользователь не найден|нет такого пользовател|пользователь не существ|用户不存在|使用者不存在|没有此用户|没有该用户|用户名不存在|无此用户|未知用户|无效用户|ユーザーが見つかりません|ユーザが見つかりません|ユーザーは存在しません|存在しないユーザ|존재하지 않는 사용자|사용자를 찾을 수 없|없는 사용자|알 수 없는 사용자
no user with|cannot find user|could not find user|user account not found|user account does not exist|unknown ftp user|user isnt|bad user name|bad username|user name not found|login name unknown|login unknown|unrecognized user|unrecognised user|user unrecognized|invalid user|неверное имя пользователя|недопустимое имя",
);

/// The end for want of activity.
pub(super) const TIMEOUT: Stems = Stems(
    "timeout|time out|timed out|idle|inactiv|login time exceeded|time limit|took too long|too slow|no activity|no transfer|time expired|session expired|typing a little faster|zeituberschreitung|zeitlimit|inaktiv|delai|temps depasse|tiempo de espera|tiempo agotado|inactividad|tempo esgotado|tempo limite|inatividade|tempo scaduto|inattivita|verlopen sessie|inactiviteit|tidsgrans|inaktivitet|aikakatkais|przekroczono czas|przekroczony czas|limit czasu|bezczynnosc|vyprsel|vyprsal|casovy limit|idotullepes|timp expirat|zaman asimi|zamanasimi|тайм аут|таймаут|время ожидания|истекло|превышено время|бездейств|超时|超時|逾時|逾时|タイムアウト|시간 초과|시간초과|타임아웃",
);

/// Shutting down.
pub(super) const SHUTDOWN: Stems = Stems(
    "shut down|shutdown|shutting down|going down|is closing down|restarting|rebooting|being restarted|heruntergefahren|beendet sich|wird beendet|arret du serv|en cours d arret|apagando|apagado del|desligando|sendo desligado|spegnimento|wordt afgesloten|stangs av|lukkes ned|sammutetaan|zostanie wylaczon|zamykany|vypina se|leall|se inchide|kapatiliyor|выключается|останавлив|завершает работу|关闭中|正在关闭|正在關閉|停机|シャットダウン|종료 중|종료중|종료됩니다",
);

/// Closed for a time.
pub(super) const MAINTENANCE: Stems = Stems(
    "maintenance|server down|server is down|system down|system is down|service stopped|server stopped|server is offline|server offline|server is closed|closed for|nologin|not accepting connections|not accepting logins|not accepting new|wartung|geschlossen|mantenimiento|manutencao|manutenzione|onderhoud|underhall|vedligehold|vedlikehold|huolto|konserwac|prac technicznych|udrzb|karbantart|mentenanta|bakimda|обслуживани|технические работы|维护|維護|メンテナンス|停止中|점검",
);

/// Cannot serve now, or is set up wrongly.
pub(super) const UNAVAILABLE: Stems = Stems(
    "service not available|service unavailable|temporarily unavailable|temporary unavailable|currently unavailable|not available at this time|system busy|server busy|server is busy|is too busy|try again later|try later|out of memory|memory low|low memory|no memory|no server available|super server|unable to identify|no place for you to log in|no valid servers|error loading|fatal error|fatal:|configuration error|misconfig|not configured|no login listener|listener setup|file system not instantiated|resource unavailable|security resource|resources|load too high|load average|server not ready|not ready|starting up|overload|disk full|cannot open|could not open|could not read|cannot read|cant open|no space
nicht verfugbar|dienst nicht|uberlastet|indisponible|service non disponible|no disponible|servicio no|nao disponivel|indisponivel|non disponibile|servizio non|niet beschikbaar|inte tillganglig|ikke tilgaengelig|ei ole kaytettavissa|niedostepn|nedostupn|indisponibil|kullanilamiyor|сервис недоступ|служба недоступ|временно недоступ|服务不可用|服务暂时|服務無法|暂时不可用|サービスは利用できません|サービスを利用できません|서비스를 사용할 수 없",
);

/// Something inside the server.
pub(super) const FAULT: Stems = Stems(
    "internal server error|internal error|server error|system error|getpwnam|errno|exception|backend|back end|pam_|pam error|pam authentication error|database error|sql error|ldap|radius server|authentication server|authentication service|cannot contact|could not contact|unexpected error|unknown error|setuid|seteuid|setgid|setgroups|initgroups|local error|requested action aborted|internal fail|authorization server|unable to set up secure|interner fehler|interner serverfehler|erreur interne|error interno|erro interno|errore interno|interne fout|internt fel|intern fejl|intern feil|sisainen virhe|blad wewnetrzny|wewnetrzny blad|interni chyba|vnitrni chyba|belso hiba|eroare interna|sunucu hatasi|внутренняя ошибка|系统错误|内部错误|內部錯誤|內部错误|服务器错误|内部エラー|サーバーエラー|サーバエラー|내부 오류|서버 오류
error in server|server fault|processing error|backend error|unable to verify|unable to check|auth server|directory server|active directory|kerberos error|authentication module|plugin|module failed|stack trace|segmentation|assertion",
);

/// Licence, evaluation, quota.
pub(super) const LICENSE: Stems = Stems(
    "license|licence|evaluation|trial|unregistered|not registered copy|quota|disk limit|bandwidth limit|traffic limit|transfer limit|lizenz|testzeitraum|evaluierung|essai|licencia|licenca|licenza|licentie|licens|lisens|lisenssi|licencj|licenc|lisans|kota |лицензи|пробный|квот|许可证|许可|授權|授权|试用|配额|配額|ライセンス|評価期間|試用|라이선스|평가판|할당량",
);

/// ACCT.
pub(super) const ACCOUNT: Stems = Stems(
    "need account|account required|account needed|account for login|acct required|need acct|send acct|acct command|account name required|account information|supply account|konto fur anmeldung|konto wird benotigt|compte necessaire|compte requis|se necesita cuenta|cuenta necesaria|conta necessaria|necessario un account|account richiesto|требуется учетная запись|需要帐户|需要账户|需要帳號|アカウントが必要|계정이 필요",
);

/// One-time passwords and second factors.
pub(super) const ONE_TIME: Stems = Stems(
    " otp |otp code|one time|onetime| skey| s key| opie|otp md5|otp sha1|challenge|two factor|2 factor| 2fa|second factor|multi factor|multifactor| mfa|verification code|token code|passcode|securid|authenticator|einmalpasswort|einmalkennwort|zwei faktor|mot de passe a usage unique|double authentification|deux facteurs|un solo uso|dos factores|doble factor|uso unico|dois fatores|due fattori|eenmalig|twee factor|engangslosenord|tvafaktor|engangs|jednorazow|dwuskladnik|jednorazov|dvoufaktor|egyszer hasznal|tek kullanimlik|iki faktor|одноразов|двухфактор|код подтверж|一次性|动态密码|動態密碼|双因素|两步验证|验证码|ワンタイム|二段階|二要素|일회용|2단계",
);

/// Certificates.
pub(super) const CERTIFICATE: Stems = Stems(
    "certificate| cert |client cert|x509|zertifikat|certificat|certificad|certyfikat|tanusitvany|sertifika|сертификат|证书|證書|憑證|証明書|인증서",
);

/// That encryption is not for this login.
pub(super) const NO_TLS_HERE: Stems = Stems(
    "may not use encryption|may not use tls|may not use ssl|must not use tls|must not use ssl|not use encryption|encryption not allowed|encryption is not allowed|tls not allowed|tls is not allowed|ssl not allowed|ssl is not allowed|not allowed over tls|not allowed over ssl|not allowed with tls|disable tls|disable ssl|encrypted sessions are not|encrypted connections are not|encrypted logins are not|only plain|only cleartext|only unencrypted|tls denied|ssl denied|no encryption allowed",
);

/// Only anonymous logins are served.
pub(super) const ANONYMOUS_ONLY: Stems = Stems(
    "anonymous only|only anonymous|anonymous ftp only|anonymous access only|anonymous logins only|anonymous users only|nur anonym|uniquement anonyme|anonyme uniquement|solo anonim|somente anonim|apenas anonim|solo anonimo|alleen anonie|endast anonym|tylko anonim|только аноним|仅匿名|只允许匿名|匿名のみ|익명만",
);

/// A refusal so vague that it may be about the name, the address or the file.
pub(super) const DENIED: Stems = Stems(
    "permission denied|access denied|access is denied|access forbidden|access refused|access rejected|not allowed|not permitted|not authorized|unauthorized|rejected| denied|forbidden|refused|zugriff verweigert|zugang verweigert|acces refuse|acces interdit|acceso denegado|permiso denegado|acesso negado|permissao negada|accesso negato|permesso negato|toegang geweigerd|atkomst nekad|adgang naegtet|adgang nektet|ingen adgang|paasy evatty|dostep zabroniony|odmowa dostepu|brak dostepu|pristup odepren|pristup zamietnut|pristup odmietnut|hozzaferes megtagadva|acces interzis|erisim engellendi|erisim reddedildi|отказан доступ|отказано в доступе|доступ запрещен|доступ закрыт|в доступе отказано|拒绝访问|访问被拒绝|存取被拒|拒絕存取|アクセス拒否|アクセスが拒否|アクセスできません|접근 거부|접근이 거부|액세스 거부|액세스가 거부
отказан достъп|достъпът е отказан|no access|access not|acces non|nicht berechtigt|keine berechtigung|pristup zakazan|nije dozvoljen|odbijen pristup|δεν επιτρεπεται|доступ заборонен|відмовлено|אין גישה",
);

/// No, not.
pub(super) const NOT: Stems = Stems(
    " no | not |without| never | none |disabled|nicht|kein| non | pas | nao | sem | sin | niet | geen | ikke | inte |ingen| ei | nie | ne | nem | nu | не |нет|不|未|無|没|沒|禁|않|불가|없",
);

/// Words that hold a refusal of TLS in a 331, or ask for it so plainly that it needs no second word.
pub(super) const TLS_DEMAND: Stems = Stems(
    "must use encrypt|must use tls|must use ssl|must use secure|must be encrypted|must be secure|secure connection required|secure connection is required|tls required|tls is required|ssl required|ssl is required|requires tls|requires ssl|requires encryption|requires secure|requires a secure|encryption required|encryption is required|tls connection required|ssl connection required|tls is mandatory|ssl is mandatory|use auth tls|use ftps|use ftpes",
);

/// vsftpd's word for a fault of its own.
pub(super) const OOPS: Stems = Stems("oops");

/// vsftpd's words for a home it cannot enter or will not be locked into.
pub(super) const OOPS_HOME: Stems =
    Stems("cannot change directory|writable root|writeable root|could not chdir|cannot chroot");

/// A file of the server's own settings.
pub(super) const SETTINGS: Stems =
    Stems("list file|config file|configuration file|per user config|secure chroot dir");

/// A TLS handshake.
pub(super) const HANDSHAKE: Stems =
    Stems("handshak|negotiation failed|negotiation error|ssl accept|tls error|ssl error");

/// It failed.
pub(super) const FAILED: Stems = Stems("fail|error|unsuccess|abort|could not|unable");

/// A command's argument, rather than the command.
pub(super) const ARGUMENT: Stems = Stems("argument|parameter|syntax error in");

/// Longer than the server takes.
pub(super) const TOO_LONG: Stems = Stems(
    "too long|length|zu lang|trop long|demasiado larg|muito long|troppo lung|слишком длин|过长|過長|長すぎ|너무 깁",
);

/// An e-mail address as the password of an anonymous login.
pub(super) const E_MAIL: Stems = Stems(
    "e mail|email|mail address|complete address|adresse electronique|correo|почтов|邮件|郵件|メールアドレス|이메일",
);

/// The connection will be closed, as after the last attempt.
pub(super) const GOODBYE: Stems = Stems(
    "disconnecting|disconnected|closing connection|closing control|goodbye|connection closed|connection will be closed",
);

/// The session at hand.
pub(super) const THIS_SESSION: Stems =
    Stems("in the current session|in this session|any password will do|any password will work");

/// The protection of data connections.
pub(super) const DATA_CONNECTION: Stems = Stems(
    "data connection|data channel|prot setting|datenverbindung|datenkanal|canal de donn|canal de datos|canale dati|canal de dados|каналу данных|数据通道|データチャネル|데이터",
);

/// A one-time or temporary state, for a lock.
pub(super) const LOCKED: Stems = Stems(
    "locked out|lockout|temporarily locked|temporarily disabled|temporarily block|temporarily banned|try again in|try again after",
);

/// Other protocols that greet with a code.
pub(super) const OTHER_PROTOCOL: Stems = Stems(" smtp | esmtp | nntp | pop3 | imap | lmtp | sieve ");

/// What a visitor is told who is not wanted.
pub(super) const UNWELCOME: Stems = Stems(
    "not welcome|not permitted to make|not permitted to connect|not allowed to connect|not authorized to connect|go away|connection refused|connection denied|connection rejected|connections refused|connections not accepted|nicht willkommen|pas autorise|no esta autorizado|non sei autorizzato|подключение запрещено|不允许连接|接続を許可|연결을 허용",
);

/// The whole of a reply.
pub(super) const JUST_NOT_AVAILABLE: &str = "service not available";

/// Pure-FTPd's words for an anonymous area that it cannot set up.
pub(super) const ANONYMOUS_AREA: Stems =
    Stems("secure anonymous ftp|anonymous area|anonymous root|anonymous home");

/// vsftpd's word for a name that it knows but the system does not.
pub(super) const NO_USER_ENTRY: Stems = Stems("cannot locate user entry");

/// A greeting that says so.
pub(super) const NO_ANONYMOUS: Stems = Stems(
    "no anonymous|private system|anonymous login is not|anonymous access is not|anonymous not allowed|kein anonym|pas d acces anonyme|不允许匿名",
);

/// What FEAT lists.
pub(super) const AUTH_TLS: Stems = Stems(" auth tls| auth ssl");

/// Not at this moment.
pub(super) const NOT_NOW: Stems = Stems("at this point|at this time");

/// Security in general.
pub(super) const SECURITY: Stems = Stems("security");

/// That something known is switched off.
pub(super) const NOT_OFFERED_BUT_KNOWN: Stems =
    Stems("disabled|not enabled|not configured|turned off|no certificate");

/// Ciphers.
pub(super) const CIPHER: Stems = Stems("cipher");

/// Used up, over.
pub(super) const EXPIRED: Stems = Stems(
    "expire|exceed|invalid|ended|is over|reached|no license|no licence|not licensed|abgelaufen|uberschritten|expir|caducad|vencid|scadut|verlopen|overskred|overskrid|wygas|przekroc|vyprsel|lejart|suresi dol|истек|превыш|过期|過期|超出|超过|期限|만료|초과",
);

/// A timeout as the whole matter.
pub(super) const TIMEOUT_CERTAIN: Stems = Stems("idle|inactiv|session timed out");

/// Windows' way to say wrong credentials, behind words about an error.
pub(super) const WRONG_USER_OR_PASSWORD: Stems = Stems(
    "user name or password is incorrect|unknown user name or bad password|username or password is incorrect|user name or bad password",
);

/// One thing or another: the words leave it open.
pub(super) const OR: Stems =
    Stems(" or | oder | ou | oppure | of | eller | lub | nebo | vagy | sau | veya | или |或|または|또는");

/// The password, and that it is wrong, in one phrase.
pub(super) const PASSWORD_WRONG: Stems = Stems(
    "wrong password|incorrect password|invalid password|bad password|password incorrect|password is incorrect|password wrong|password is wrong|password invalid|password is invalid|password not correct|password is not correct|password mismatch|password does not match|password doesnt match|password not accepted|password rejected|falsches passwort|falsches kennwort|passwort falsch|kennwort falsch|passwort ist falsch|mot de passe incorrect|mot de passe errone|mot de passe invalide|mauvais mot de passe|contrasena incorrecta|contrasena invalida|contrasena erronea|senha incorreta|senha invalida|password errata|password non valida|password non corretta|wachtwoord onjuist|onjuist wachtwoord|verkeerd wachtwoord|fel losenord|forkert adgangskode|feil passord|vaara salasana|bledne haslo|niepoprawne haslo|nieprawidlowe haslo|chybne heslo|spatne heslo|nespravne heslo|hibas jelszo|parola gresita|parola incorecta|yanlis sifre|hatali sifre|неверный пароль|неправильный пароль|密码错误|密码不正确|密碼錯誤|密碼不正確|パスワードが違います|パスワードが正しくありません|パスワードが間違|비밀번호가 틀|비밀번호가 잘못|비밀번호가 일치하지|암호가 잘못|암호가 틀",
);

/// IIS: no login for want of a home.
pub(super) const CANNOT_LOG_IN_HOME: Stems =
    Stems("cannot log in home directory|kann sich nicht anmelden basisverzeichnis");

/// A fault without a word on credentials.
pub(super) const FAULT_ONLY: Stems = Stems("internal|backend|ldap|database|getpwnam");

/// Said of a state: already.
pub(super) const ALREADY: Stems =
    Stems("already|second auth|bereits|deja|gia |allerede|redan|уже|已经|すでに|既に|이미");

/// That TLS has to be up before.
pub(super) const NEEDS_TLS_FIRST: Stems = Stems(
    "insecure control|needs a secure|secure connection|preceded by|auth first|must be preceded|requires auth|requires a secure|not allowed on",
);

/// A command that waits for USER, where no login was tried.
pub(super) const SEQUENCE_ONLY: Stems = Stems("expected user");

/// A web browser's command.
pub(super) const HTTP: Stems = Stems(" http");

/// z/OS says so to every failed password.
pub(super) const PASS_COMMAND_FAILED: Stems = Stems("pass command failed");

/// The account, as a noun.
pub(super) const ACCOUNT_NOUN: Stems = Stems(
    " account|konto|kontot|kontoen|benutzerkonto|compte|cuenta| conta |utente| cont |tili |ucet|fiok|hesap|hesab|учетн|аккаунт|账户|帐户|账号|帐号|帳號|帳戶|用户|アカウント|ユーザー|ユーザ|계정",
);

/// Of an account or a password: disabled, locked, expired.
pub(super) const OFF: Stems = Stems(
    "disabled|locked|suspended|expired|deactivated|inactive|terminated|frozen|revoked|gesperrt|deaktiviert|abgelaufen|desactiv|desactivad|deshabilitad|inhabilitad|bloque|bloquead|expir|suspend|verrouill|caducad|vencid|desativad|disabilitat|disattivat|bloccat|scadut|sospes|uitgeschakeld|geblokkeerd|verlopen|inaktiverat|sparrat|spaerret|sperret|deaktivert|lukittu|zablokowan|wylaczon|wygas|zablokovan|zakazan|vyprsel|letiltva|lejart|dezactivat|blocat|kilitl|devre disi|отключен|заблокирован|истек|просроч|禁用|停用|锁定|鎖定|被锁|冻结|过期|過期|無効|ロック|期限切れ|停止|잠|비활성|정지|만료|중지",
);

/// The password is not the one, rather than old.
pub(super) const WRONG_OR_UNKNOWN: Stems =
    Stems("incorrect|wrong|invalid|unknown|falsch|неверн|错误|違い|잘못");
