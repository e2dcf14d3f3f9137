package io.github.dynamodbsession.benchmarks.bill;

import static io.github.dynamodbsession.benchmarks.bill.ReferenceDay.Action.CHANGE;
import static io.github.dynamodbsession.benchmarks.bill.ReferenceDay.Action.LOGIN;
import static io.github.dynamodbsession.benchmarks.bill.ReferenceDay.Action.READ;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.benchmarks.bill.ReferenceDay.Visit;
import io.github.dynamodbsession.npm.NpmInstallation;
import io.github.dynamodbsession.npm.NpmPackages;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a short visit to the application of Express consumes, whose time is that of the visit. */
class ExpressSessionsTest {

    private static final NpmPackages PACKAGES = Checkout.here().nodeStores();
    private static final List<Visit> VISITS =
            List.of(new Visit(List.of(READ, READ, READ, CHANGE, READ, LOGIN), true), new Visit(List.of(READ), false));

    @BeforeAll
    static void install() {
        NpmInstallation.installed(PACKAGES, "The application of Express");
    }

    @Test
    void connectDynamodbTouchesWithEachRead() {
        assertThat(lines("connect-dynamodb"))
                .containsExactly(
                        "DeleteItem,2,0.0,8.0", "GetItem,8,8.0,0.0", "PutItem,4,0.0,16.0", "UpdateItem,5,0.0,20.0");
    }

    /** Reads come 5 and 10 seconds after the last write: one of the two, and none of those after it, is a touch. */
    @Test
    void connectDynamodbSessionWritesTheWholeSessionAgainForATouchEveryTenSeconds() {
        assertThat(lines("connect-dynamodb-session"))
                .containsExactly("DeleteItem,2,0.0,8.0", "GetItem,8,8.0,0.0", "PutItem,5,0.0,20.0");
    }

    @Test
    void connectDynamodbSessionTouchesWithEachReadIfSoConfigured() {
        assertThat(lines("connect-dynamodb-session with touchAfter 0"))
                .containsExactly(
                        "DeleteItem,2,0.0,8.0", "GetItem,8,8.0,0.0", "PutItem,4,0.0,16.0", "UpdateItem,5,0.0,20.0");
    }

    private static List<String> lines(String name) {
        Configuration configuration = Configurations.ofNode(PACKAGES).stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        return Meter.measured(configuration, List.of(4), VISITS).stream()
                .map(row -> row.line().split(",", 3)[2])
                .toList();
    }
}
