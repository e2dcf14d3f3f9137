package io.github.dynamodbsession.emulator.disturbance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ThrottlingTest extends EmulatorTests {

    private static final String LARGE = "x".repeat(100 * 1024);

    private int writesUntilThrottled(String id, String value, String exception) {
        for (int writes = 0; writes < 2000; writes++) {
            String type = type(put(id, value));
            if (!type.isEmpty()) {
                assertThat(type).isEqualTo(exception);
                return writes;
            }
        }
        throw new AssertionError("never throttled");
    }

    @Test
    void moreThanTheProvisionedCapacityIsThrottledOnceWhatWasSavedUpIsSpent() {
        createTable("'ProvisionedThroughput':{'ReadCapacityUnits':1,'WriteCapacityUnits':1}");
        emulator.disturb(Disturbances.NONE.throttleProvisioned(true));

        // A write of the table and one of its index, or two of the latter: each two units and more out of 300.
        assertThat(writesUntilThrottled("a", "v", "ProvisionedThroughputExceededException"))
                .isBetween(50, 320);
        assertThat(type(get("a", true))).isEmpty();
        emulator.clock().advance(Duration.ofSeconds(3));
        assertThat(type(put("a", "v"))).isEmpty();
    }

    @Test
    void aTransactionThatIsThrottledSaysSoInItsReasons() {
        createTable("'ProvisionedThroughput':{'ReadCapacityUnits':1,'WriteCapacityUnits':1}");
        emulator.disturb(Disturbances.NONE.throttleProvisioned(true));
        writesUntilThrottled("a", "v", "ProvisionedThroughputExceededException");

        assertThat(ask(
                                "TransactWriteItems",
                                "{'TransactItems':[{'Delete':{'TableName':'things','Key':{'id':{'S':'a'}}}}]}")
                        .path("CancellationReasons")
                        .path(0)
                        .path("Code")
                        .asString(""))
                .isEqualTo("ProvisionedThroughputExceeded");
    }

    @Test
    void aPartitionKeyTakesAThousandWriteUnitsASecondAndAnotherOneStillDoes() {
        createTable();
        emulator.disturb(Disturbances.NONE.throttlePartitions(true));

        assertThat(writesUntilThrottled("hot", LARGE, "ThrottlingException")).isBetween(9, 30);
        assertThat(type(put("cold", LARGE))).isEmpty();
        emulator.clock().advance(Duration.ofSeconds(2));
        assertThat(type(put("hot", LARGE))).isEmpty();
    }

    @Test
    void nothingIsThrottledUnlessThatIsAskedFor() {
        createTable("'ProvisionedThroughput':{'ReadCapacityUnits':1,'WriteCapacityUnits':1}");
        for (int i = 0; i < 400; i++) {
            assertThat(type(put("a", "v"))).isEmpty();
        }
    }
}
