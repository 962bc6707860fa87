//! Words for commands and their order.

use super::Stems;

stems! {
    from super::limits::END;

    /// Not logged in; log in first.
    LOGIN_FIRST = "login with user|log in with user|login with your user|user and pass|user pass|please login|
please log in|please log on|please logon|not logged in|not logged on|arent logged|isnt logged|
not yet logged|login first|log in first|logged in first|logon first|must login|must log in|
must be logged|need to login|need to log in|have to login|have to log in|authenticate first|
please authenticate|need to authenticate|must authenticate|must be authenticated|
requires authentication|authentication required|requires login|login required|login is required|
not authenticated|unauthenticated|not authenticated yet|before login|identify yourself|
nicht angemeldet|nicht eingeloggt|bitte anmelden|zuerst anmelden|erst anmelden|melden sie sich|
pas connecte|pas identifie|vous identifier|authentifier|connecter d|non connecte|no ha iniciado|
no esta conectado|no has iniciado|inicia sesi|inicie sesi|identifiquese|nao esta logado|nao logado|
nao autenticado|efetue login|faca login|faca o login|non sei autenticat|non autenticat|non loggato|
autenticarsi|effettuare il login|niet ingelogd|niet aangemeld|eerst inloggen|inte inloggad|logga in|
ikke logget|log ind forst|venligst log ind|skal logge ind|logg inn|et ole kirjautunut|kirjaudu|nie jestes zalogowan|niezalogowan|
zaloguj sie|nejste prihlasen|neprihlasen|prihlaste se|nieste prihlasen|prihlaste sa|
nincs bejelentkezve|jelentkezz be|sinteti inca logat|nu sunteti|autentificati va|jeni i loguar|
giris yapmad|giris yapin|giris yapamad|oturum ac|not signed in|sign in first|please sign in|
authenticate yourself|provide credentials|no user logged|login before|log in before|without login|
need be logged|you need to be logged|must sign|must logon|must log on|session not established|
geen toegang zonder|no autenticad|no identificad|no logueado|debe autenticar|debes autenticar|
debe identificar|debes iniciar|debe iniciar|esta autenticad|nao conectado|nao esta conectado|
precisa fazer login|necessario fazer login|e necessario autenticar|autentique|nao esta autenticad|
non authentifie|non identifie|netes pas connect|vous connecter|authentifiez|connectez vous|
devez etre connect|identifiez vous|etre authentifi|etre connecte|nicht authentifizi|bitte logon|
bitte login|bitte einloggen|mit user und pass|erst einloggen|anmeldung erforderlich|
login erforderlich|authentifizierung erforderlich|niet geauthenticeerd|log eerst in|
aanmelden vereist|ikke innlogget|ej inloggad|maste logga|ei kirjautunut|nie zalogowan|
musisz sie zalogow|wymagane zalogowanie|najpierw zaloguj|nie ste prihlas|najprv sa prihlas|
musite se prihlasit|nejprve se prihlas|niste prijavljen|prijavite se|jelentkezzen be|
be kell jelentkez|nem vagy bejelentkez|esti autentific|sa va autentific|autentificare necesara|
giris yap|oturum acin|giris gerek|belum login|silakan login|harus login|harus masuk|chua dang nhap|
vui long dang nhap|phai dang nhap|log on first|please sign on|sign on first|must first log|
first log in|first login|first authenticate|not been authenticated|authorization required|
authorisation required|need login|needs login|login needed|user not logged|not loged|not login|
no login yet|login please|auth required|please auth|authentication needed|
authentication is required|haven t logged|havent logged|not connected as|need to be logged|
log yourself in|requires authorization|requires user auth|sign in before|not authorised yet|
not authorized yet|not yet authori|not yet authenti|
не авторизован|не вошли|не выполнен вход|необходимо авторизоваться|требуется авторизация|
требуется вход|войдите|авторизуйтесь|выполните вход|увійдіть|не ввійшли|ви не авторизовані|
требуется авторизац|сначала авториз|сначала войд|сначала выполните|вы не вошли|необходимо войти|
пройдите авторизац|не авторизовано|не аутентифиц|потрібно увійти|спочатку увійд|необхідно увійти|
не сте влезли|моля влезте|
δεν εχετε συνδεθ|συνδεθειτε|πρεπει να συνδεθ|
يجب تسجيل الدخول|الرجاء تسجيل الدخول|غير مسجل|
לא מחובר|נא להתחבר|יש להתחבר|
กรุณาเขาสูระบบ|ยังไมไดเขาสูระบบ|
未登录|未登錄|未登入|没有登录|请登录|请先登录|請先登入|請登入|尚未登录|尚未登入|用户名和密码登录|
使用者名稱和密碼登入|ログインしてください|ログインしていません|ログインされていません|未ログイン|
请登陆|请先登陆|未登陆|尚未登陆|需要登录|需要登陆|必须登录|先登录|先登陆|没有登陆|未认证|请认证|
请验证|ログインが必要|ログインして|認証が必要|認証されていません|サインインして|
로그인 하십시오|로그인하십시오|로그인 하세요|로그인하세요|로그인이 필요|로그인하지 않|
로그인 하지 않|로그인되지|로그인되어 있지|로그인 필요|먼저 로그인|로그인이 되지|로그인 해|
인증이 필요|인증되지|";

    /// Logged in already.
    ALREADY_IN = "already logged|already authenticated|already login|already signed|already connected as|
cant change to another|cant change from|cannot change user|cannot change to|reauthentication not|
re authentication not|new connection to re|cannot switch user|you are logged|youre logged|
bereits angemeldet|bereits eingeloggt|schon angemeldet|deja connecte|deja identifie|
deja authentifie|ya ha iniciado|ya esta conectado|ja esta logado|ja autenticado|gia connesso|
gia autenticat|gia loggat|al ingelogd|reeds aangemeld|redan inloggad|allerede logget|jo kirjautunut|
juz zalogowan|jiz prihlasen|uz prihlasen|mar bejelentkez|deja logat|zaten giris|
switch to another user|change to another user|to another user|already loged|already in session|
session already|switch user|switching user|change users|relogin not|re login not|schon eingeloggt|
deja identifi|ya conectad|ya autenticad|ya esta autenticad|ja conectado|ja esta conectado|
gia effettuato|gia collegat|gia eseguito|al aangemeld|allerede innlogget|jo sisaankirjaut|
jestes juz|juz jestes|uz jste|uz ste|vec prijavljen|deja autentific|zaten oturum|sudah login|
da dang nhap roi|quit first|user change|change of user|changing user|session is already|
active in this session|cant change user|
уже авториз|уже вошли|уже подключ|уже выполнен вход|вы уже|уже аутентиф|вже авториз|вже ввійшли|
вече сте|
ηδη συνδεδεμεν|
مسجل بالفعل|
כבר מחובר|
已登录|已经登录|已登入|已經登入|すでにログイン|既にログイン|已登陆|已经登陆|認証済|ログイン済|
이미 로그인|이미 인증|이미 접속|";

    /// Already, said about a state.
    ALREADY = "already|second auth|bereits|deja|gia |allerede|redan|
уже|
已经|すでに|既に|
이미|";

    /// USER has to come before PASS, or some command before this one.
    SEQUENCE = "bad sequence|wrong sequence|out of sequence|sequence of commands|command sequence|
login with user first|send user first|user first|username first|user command first|give user|
supply a username|specify user first|issue the pbsz|preceded by|prior to prot|pbsz first|pbsz needs|
prot needs|not allowed on insecure|pbsz command|create a new connection|new connection to switch|
username already set|unexpected command|already using tls|already secured|already encrypted|
second auth|already set to tls|authentication type already|spurious data|expected user|
falsche reihenfolge|befehlsfolge|zuerst user|mauvaise sequence|sequence de commandes|secuencia|
sequencia|sequenza|verkeerde volgorde|fel ordning|kolejnosc|poradi|user before|pass before pass|
before pass|username required|user required|need user|need username|send username|specify username|
specify user|specify a user|provide username|provide user|enter username|input username|no username|
no user specified|no user given|no user name|user not specified|name first|with user command|
expecting user|expecting pass|expected pass|unexpected pass|unexpected user|out of order|
wrong order|incorrect order|incorrect sequence|invalid sequence|improper sequence|must come first|
must be sent first|must come before|send auth|auth tls first|auth first|no pass before|without user|
secuencia incorrecta|orden incorrecto|primero user|primero el usuario|ordem incorreta|
usuario primeiro|primeiro user|informe o usuario|mauvais ordre|user d abord|user dabord|
d abord user|dabord user|login d abord|login dabord|prima user|prima il nome|primo luogo|
ordine errato|erst user|zuerst benutzer|reihenfolge|eerst user|volgorde|najpierw user|
najpierw podaj|zla kolejn|nejprve user|nejdrive user|mai intai user|tell me who you are|who are you|
must issue|must first issue|command first|before adat|issue auth command before|already specified|
already given|already entered|deja rentre|deja saisi|please specify password|enter a username|
enter a user|enter user|a username first|first enter|
последовательност|сначала user|неверный порядок|порядок команд|сначала имя|сначала введите имя|
спочатку user|неправильна послід|
命令顺序|命令順序|コマンドの順序|先输入用户|先输入 user|请输入用户名|先发送 user|先指定用户|
先提供用户|命令次序|错误的命令序列|指令順序|コマンドシーケンス|順序が|先に user|ユーザー名を先|
ユーザー名を入力|
명령 순서|명령어 순서|순서가|사용자 이름을 먼저|먼저 사용자|먼저 user|사용자 이름을 입력|";

    /// A command came before USER, without any attempt to log in.
    SEQUENCE_ONLY = "expected user";

    /// The current session.
    THIS_SESSION = "in the current session|in this session|any password will do|any password will work";

    /// A command's argument, rather than the command.
    ARGUMENT = "argument|parameter|syntax error in";

    /// A web browser's command.
    HTTP = " http";

    /// Other protocols that greet with a code.
    OTHER_PROTOCOL = " smtp | esmtp | nntp | pop3 | imap | lmtp | sieve ";

    /// Commands, as what a limit counts.
    COMMANDS = "command|commande|befehl|comando|kommando|opdracht|polecen|prikaz|parancs|komut|perintah|
команд|
命令|指令|コマンド|
명령|";
}
