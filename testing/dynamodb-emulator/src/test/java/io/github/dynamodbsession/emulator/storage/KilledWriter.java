package io.github.dynamodbsession.emulator.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.emulator.Client;
import java.io.IOException;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/**
 * A client that writes until the emulator is gone, by turns single items, deletions, and transactions over several of its
 * items, and knows of each item what it must be: the counter of the last write that was answered, or of the one after it.
 */
final class KilledWriter {

    private static final int ITEMS = 40;
    private static final int IN_TRANSACTION = 5;
    private static final int MAX_TEXT = 3000;

    private final String table;
    private final String name;
    private final Random random;

    /** By item: the number of the last answered write; 0 if there is to be no item. */
    private final long[] kept = new long[ITEMS];

    private final boolean[] tried = new boolean[ITEMS];
    private long attempt;
    private boolean triedTransaction;
    private boolean triedDeletion;
    private String token = "";
    private String body = "";
    private long answered;
    private long unansweredKept;

    KilledWriter(String table, String name, long seed) {
        this.table = table;
        this.name = name;
        this.random = new Random(seed);
    }

    long answered() {
        return answered;
    }

    long unansweredKept() {
        return unansweredKept;
    }

    /** Writes until that fails. */
    void write(Client client, CountDownLatch writing) {
        boolean first = true;
        try {
            while (true) {
                begin();
                client.call(operation(), body).ok();

                settle(true);
                answered++;
                if (first) {
                    writing.countDown();
                    first = false;
                }
            }
        } catch (IOException e) {
            // It was killed.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String operation() {
        return triedTransaction ? "TransactWriteItems" : triedDeletion ? "DeleteItem" : "PutItem";
    }

    private void begin() {
        attempt++;
        int kind = random.nextInt(10);
        triedTransaction = kind < 4;
        triedDeletion = kind == 4;
        int from = random.nextInt(ITEMS);
        for (int i = 0; i < (triedTransaction ? IN_TRANSACTION : 1); i++) {
            tried[(from + i) % ITEMS] = true;
        }
        StringBuilder written = new StringBuilder();
        for (int i = 0; i < ITEMS; i++) {
            if (tried[i] && triedTransaction) {
                written.append(written.isEmpty() ? "" : ",")
                        .append("{'Put':")
                        .append(put(i))
                        .append('}');
            } else if (tried[i]) {
                written.append(triedDeletion ? "{'TableName':'" + table + "','Key':{" + key(i) + "}}" : put(i));
            }
        }
        token = UUID.randomUUID().toString();
        body = triedTransaction
                ? "{'ClientRequestToken':'" + token + "','TransactItems':[" + written + "]}"
                : written.toString();
    }

    private String put(int item) {
        return "{'TableName':'" + table + "','Item':{" + key(item) + ",'text':{'S':'" + attempt + "'},'filler':{'S':'"
                + "x".repeat(random.nextInt(MAX_TEXT)) + "'}}}";
    }

    private String key(int item) {
        return "'id':{'S':'" + name + "-" + item + "'}";
    }

    /** Looks at all items, and does the last transaction once more, which changes nothing if it was carried out. */
    void check(Client client) throws IOException, InterruptedException {
        int there = 0;
        int open = 0;
        for (int i = 0; i < ITEMS; i++) {
            long found = client.text(table, name + "-" + i).asLong(0);
            if (tried[i]) {
                open++;
                there += found == after() && found != kept[i] ? 1 : 0;
                assertThat(found).as("%s, item %d, unanswered", name, i).isIn(kept[i], after());
            } else {
                assertThat(found).as("%s, item %d", name, i).isEqualTo(kept[i]);
            }
        }
        assertThat(there)
                .as("%s: a transaction is there whole or not at all", name)
                .isIn(0, open);
        if (there > 0) {
            unansweredKept++;
        }
        if (triedTransaction) {
            client.call("TransactWriteItems", body).ok();
        }
        settle(there > 0 || triedTransaction);
    }

    private long after() {
        return triedDeletion ? 0 : attempt;
    }

    private void settle(boolean written) {
        for (int i = 0; i < ITEMS; i++) {
            if (tried[i] && written) {
                kept[i] = after();
            }
            tried[i] = false;
        }
    }
}
