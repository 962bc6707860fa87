//! What operating systems say about a connection: by number, about names, and in languages other than English.

use super::Meaning;
use ftp_proto::transcript::ConnectFailure as Connect;

const REFUSED: Meaning = Meaning::NotConnected(Connect::Refused);
const UNREACHABLE: Meaning = Meaning::NotConnected(Connect::Unreachable);
const NAME_NOT_FOUND: Meaning = Meaning::NotConnected(Connect::NameNotFound);
const TIMED_OUT: Meaning = Meaning::NotConnected(Connect::TimedOut);

/// The same kind of table as that of the clients' words.
pub(super) const SYSTEM: &[(&str, Meaning, &str)] = &[
    ("winerror 10061", REFUSED, "Python"),
    ("socket error # 10061", REFUSED, "Indy"),
    ("[errno 111]", REFUSED, "Python"),
    ("[errno 113]", UNREACHABLE, "Python"),
    ("winerror 10065", UNREACHABLE, "Python"),
    ("winerror 10051", UNREACHABLE, "Python"),
    ("socket error # 11001", NAME_NOT_FOUND, "Indy"),
    ("nodename nor servname", NAME_NOT_FOUND, "Python, FileZilla"),
    ("socket error # 10060", TIMED_OUT, "Indy"),
    ("temporary failure in name resolution", NAME_NOT_FOUND, "Python"),
    ("eai_again", NAME_NOT_FOUND, "Node"),
    ("name or service not known", NAME_NOT_FOUND, "Python"),
    ("verbindung verweigert", REFUSED, "Linux, German"),
    ("connexion refusée", REFUSED, "Linux, French"),
    ("conexión rehusada", REFUSED, "Linux, Spanish"),
    ("connessione rifiutata", REFUSED, "Linux, Italian"),
    ("conexão recusada", REFUSED, "Linux, Portuguese"),
    ("połączenie odrzucone", REFUSED, "Linux, Polish"),
    ("в соединении отказано", REFUSED, "Linux, Russian"),
    ("verbindungsversuch abgelehnt", REFUSED, "ftp of Windows, German"),
    ("zielcomputer die verbindung verweigerte", REFUSED, "Windows, German"),
    ("l'a expressément refusée", REFUSED, "Windows, French"),
    ("denegó expresamente dicha conexión", REFUSED, "Windows, Spanish"),
    ("rifiuto persistente del computer di destinazione", REFUSED, "Windows, Italian"),
    ("máquina de destino as recusou ativamente", REFUSED, "Windows, Portuguese"),
    ("wartezeit für die verbindung ist abgelaufen", TIMED_OUT, "Linux, German"),
    ("connexion terminée par expiration du délai", TIMED_OUT, "Linux, French"),
    ("expiró el tiempo de conexión", TIMED_OUT, "Linux, Spanish"),
    ("connessione scaduta", TIMED_OUT, "Linux, Italian"),
    ("tempo esgotado para conexão", TIMED_OUT, "Linux, Portuguese"),
    ("przekroczony czas oczekiwania na połączenie", TIMED_OUT, "Linux, Polish"),
    ("время ожидания соединения истекло", TIMED_OUT, "Linux, Russian"),
    ("nach einer bestimmten zeitspanne nicht richtig reagiert", TIMED_OUT, "Windows, German"),
    ("n'a pas répondu convenablement au-delà d'une certaine durée", TIMED_OUT, "Windows, French"),
    ("no respondió adecuadamente tras un periodo de tiempo", TIMED_OUT, "Windows, Spanish"),
    ("keine route zum zielrechner", UNREACHABLE, "Linux, German"),
    ("aucun chemin d'accès pour atteindre l'hôte cible", UNREACHABLE, "Linux, French"),
    ("no existe ninguna ruta hasta", UNREACHABLE, "Linux, Spanish"),
    ("нет маршрута до узла", UNREACHABLE, "Linux, Russian"),
    ("unbekannter host", NAME_NOT_FOUND, "ftp of Windows, German"),
    ("der name oder der dienst ist nicht bekannt", NAME_NOT_FOUND, "Linux, German"),
    ("nom ou service inconnu", NAME_NOT_FOUND, "Linux, French"),
    ("nombre o servicio desconocido", NAME_NOT_FOUND, "Linux, Spanish"),
    ("nome o servizio sconosciuto", NAME_NOT_FOUND, "Linux, Italian"),
    ("nome ou serviço desconhecido", NAME_NOT_FOUND, "Linux, Portuguese"),
    ("nieznana nazwa lub usługa", NAME_NOT_FOUND, "Linux, Polish"),
];
