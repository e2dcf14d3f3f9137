package io.github.dynamodbsession.demo;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options of the command line. Immutable.
 *
 * @param ports the ports on the loopback interface, one for each node
 * @param endpoint the endpoint of a running DynamoDB; null: an emulator is started
 * @param table the name of the table, which is created if it is missing
 * @param nativeTtl whether DynamoDB also deletes expired sessions, by its time to live
 * @param maxHeadSize the bytes of a session's own item above which attributes move to items of their own
 * @param layout whose table it is
 * @param keyPrefix what each key in the table begins with; null: that of the layout
 * @param keyAttribute the name of the table's hash key
 * @param storage where sessions are stored
 * @param codec how attribute values are encoded
 * @param tokens what the session cookie carries
 * @param ttl the inactivity after which a session expires
 * @param touchAfter the minimum age of the stored access time before it is updated; zero: every access is written
 * @param cleanupInterval how often expired sessions are reaped; zero: never
 * @param cookieName the name of the session cookie
 * @param cookieSecrets the secrets for signing cookies; empty: not signed
 * @param onFailure what happens to a request while the storage is unavailable
 */
record DemoOptions(
        List<Integer> ports,
        @Nullable URI endpoint,
        String table,
        boolean nativeTtl,
        int maxHeadSize,
        LayoutKind layout,
        @Nullable String keyPrefix,
        String keyAttribute,
        StorageKind storage,
        CodecKind codec,
        Tokens tokens,
        Duration ttl,
        Duration touchAfter,
        Duration cleanupInterval,
        String cookieName,
        List<String> cookieSecrets,
        FailureKind onFailure) {

    static final String HELP =
            """
            Two web servers that share their sessions in one DynamoDB table.

            usage: java -jar demo.jar [--OPTION=VALUE ...]

              --ports=8081,8082       one server on each of these ports; one port is fine
              --endpoint=URL          a running DynamoDB, with region and credentials from the AWS SDK's default
                                      providers; without it an emulator is started and stopped with the demo
              --table=NAME            the table, created if it is missing (sessions)
              --native-ttl=true       whether DynamoDB's time to live deletes expired sessions as well; false for an
                                      engine without time to live: then only the demo reaps them. Native layout only
              --max-head-size=1024    bytes of a session's own item above which attributes move to items of their own,
                                      called chunks: 0 for all attributes, 409600 for hardly any. Native layout only
              --layout=native         %s:
                                      whose table it is, this library's or that of a session store for Express, which
                                      a node of Express then shares; it needs Node.js, see demo/README.md
              --key-prefix=TEXT       what each key in the table begins with ('session:' in the native layout, 'sess:'
                                      in that of connect-dynamodb)
              --key-attribute=id      the name of the table's hash key
              --storage=dynamo-v2     %s; the last is shared by the servers of this
                                      process, and lost when it ends
              --codec=jdk             %s: how values are encoded, as Java serialization or
                                      as readable JSON; each also reads what is already in the table. For Express it
                                      is JSON, by gson if nothing else is said
              --tokens=hashed         %s: what the cookie carries, a token of which the session's id is a
                                      hash, so that what is in the table opens no session, or the id; always plain
                                      with Express
              --ttl=30m               the inactivity after which a session expires
              --touch-after=10s       minimum age of the stored access time before it is updated; 0: always updated
              --cleanup-interval=5m   how often expired sessions are reaped; 0: never
              --cookie-name=SESSION   the name of the session cookie; 'connect.sid' with Express
              --cookie-secret=TEXT    signs cookies as express-session does, at least 16 bytes; may be given
                                      several times: the first signs, all verify. With Express a random one if none
                                      is given
              --on-failure=fail       %s: what happens to a request that needs its session while
                                      DynamoDB is unavailable: it fails with 503, or continues without
              -h, --help              this help

            Durations are a number and a unit: 500ms, 2s, 30m, 12h, 14d.
            """
                    .formatted(
                            OptionValue.all(LayoutKind.values()),
                            OptionValue.all(StorageKind.values()),
                            OptionValue.all(CodecKind.values()),
                            OptionValue.all(Tokens.values()),
                            OptionValue.all(FailureKind.values()));

    DemoOptions {
        ports = List.copyOf(ports);
        cookieSecrets = List.copyOf(cookieSecrets);
    }

    static DemoOptions defaults() {
        return parse(List.of());
    }

    /**
     * Parses a command line.
     *
     * @throws OptionException if an option is unknown, repeated, without a value or with an invalid one
     */
    static DemoOptions parse(List<String> arguments) {
        return new OptionReader(arguments).read();
    }
}
