package io.github.dynamodbsession.demo;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for. Immutable.
 *
 * @param ports one node listens on each, on the loopback interface
 * @param endpoint of a DynamoDB that runs already; null: one is started
 * @param table the name of the table, which is created if it is missing
 * @param nativeTtl whether DynamoDB removes expired sessions too
 * @param storage what keeps the sessions
 * @param codec what encodes the values of their attributes
 * @param ttl how long a session lives that nobody uses
 * @param touchAfter how old the recorded access may become before another is written; zero: every access is
 * @param cleanupInterval how often expired sessions are removed; zero: never
 * @param cookieName the name of the session's cookie
 * @param cookieSecrets what ids in cookies are signed with; empty: they are not
 * @param onFailure what becomes of a request while the storage does not answer
 */
record DemoOptions(
        List<Integer> ports,
        @Nullable URI endpoint,
        String table,
        boolean nativeTtl,
        StorageKind storage,
        CodecKind codec,
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
              --endpoint=URL          a DynamoDB that runs already, with region and credentials from the AWS SDK's
                                      usual places; without it an emulator is started and stopped with the demo
              --table=NAME            the table, created if it is missing (sessions)
              --native-ttl=true       whether DynamoDB removes expired sessions too; false for an engine that has no time to
                                      live: then only the clean-up does
              --storage=dynamo-v2     %s; the last is shared by the servers of this
                                      process, and gone with it
              --codec=jdk             %s: how values are kept, as Java serialization or
                                      as readable JSON; each reads what is in the table already
              --ttl=30m               how long a session lives that nobody uses
              --touch-after=10s       how old the recorded access may become before another is written; 0: always written
              --cleanup-interval=5m   how often expired sessions are removed; 0: never
              --cookie-name=SESSION   the name of the session's cookie
              --cookie-secret=TEXT    signs the ids in cookies as express-session does, at least 16 bytes; may be given
                                      several times: the first signs, all verify
              --on-failure=fail       %s: what becomes of a request that needs its session while
                                      DynamoDB does not answer; it fails with 503, or goes on without
              -h, --help              this page

            Durations are a number and a unit: 500ms, 2s, 30m, 12h, 14d.
            """
                    .formatted(
                            OptionValue.all(StorageKind.values()),
                            OptionValue.all(CodecKind.values()),
                            OptionValue.all(FailureKind.values()));

    DemoOptions {
        ports = List.copyOf(ports);
        cookieSecrets = List.copyOf(cookieSecrets);
    }

    static DemoOptions defaults() {
        return parse(List.of());
    }

    /**
     * Reads a command line.
     *
     * @throws OptionException if an option is unknown, repeated, without a value or with a value that is not right
     */
    static DemoOptions parse(List<String> arguments) {
        return new OptionReader(arguments).read();
    }
}
