//! Words of commands and their order.

use super::Stems;

/// Not logged in; log in first.
pub(in crate::diagnosis) const LOGIN_FIRST: Stems = Stems(
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
pub(in crate::diagnosis) const ALREADY_IN: Stems = Stems(
    "already logged|already authenticated|already login|already signed|already connected as
cant change to another|cant change from|cannot change user|cannot change to
reauthentication not|re authentication not|new connection to re|cannot switch user
you are logged|youre logged|bereits angemeldet|bereits eingeloggt
schon angemeldet|deja connecte|deja identifie|deja authentifie|ya ha iniciado
ya esta conectado|ja esta logado|ja autenticado|gia connesso|gia autenticat|gia loggat
al ingelogd|reeds aangemeld|redan inloggad|allerede logget|jo kirjautunut|juz zalogowan
jiz prihlasen|uz prihlasen|mar bejelentkez|deja logat|zaten giris|уже авториз|уже вошли
уже подключ|уже выполнен вход|已登录|已经登录|已登入|已經登入|すでにログイン|既にログイン|이미 로그인",
);

/// Said of a state: already.
pub(in crate::diagnosis) const ALREADY: Stems =
    Stems("already|second auth|bereits|deja|gia |allerede|redan|уже|已经|すでに|既に|이미");

/// USER before PASS, or something else before this.
pub(in crate::diagnosis) const SEQUENCE: Stems = Stems(
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

/// A command that waits for USER, where no login was tried.
pub(in crate::diagnosis) const SEQUENCE_ONLY: Stems = Stems("expected user");

/// The session at hand.
pub(in crate::diagnosis) const THIS_SESSION: Stems =
    Stems("in the current session|in this session|any password will do|any password will work");

/// A command's argument, rather than the command.
pub(in crate::diagnosis) const ARGUMENT: Stems = Stems("argument|parameter|syntax error in");

/// A web browser's command.
pub(in crate::diagnosis) const HTTP: Stems = Stems(" http");

/// Other protocols that greet with a code.
pub(in crate::diagnosis) const OTHER_PROTOCOL: Stems =
    Stems(" smtp | esmtp | nntp | pop3 | imap | lmtp | sieve ");
