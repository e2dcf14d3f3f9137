package io.github.dynamodbsession.emulator.operation;

import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.error.ApiException.Reason;
import io.github.dynamodbsession.emulator.table.ItemKey;
import io.github.dynamodbsession.emulator.table.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What reading and writing transactions share. */
final class Transactions {

    /** The reason of an item that another transaction has. */
    static final Reason CONFLICT = new Reason("TransactionConflict", "Transaction is ongoing for the item", null);

    private Transactions() {}

    /** Cancels a transaction of which an item has a reason. */
    static void requireNone(List<Reason> reasons) {
        if (reasons.stream().anyMatch(reason -> !reason.equals(Reason.NONE))) {
            throw ApiException.transactionCanceled(
                    "Transaction cancelled, please refer cancellation reasons for specific reasons "
                            + reasons.stream().map(Reason::code).collect(Collectors.joining(", ", "[", "]")),
                    reasons);
        }
    }

    /** Refuses a transaction that has an item twice. */
    static void requireDistinct(List<Table> tables, List<ItemKey> keys) {
        Set<List<Object>> seen = new HashSet<>();
        for (int i = 0; i < keys.size(); i++) {
            if (!seen.add(List.of(tables.get(i).definition().name(), keys.get(i)))) {
                throw ApiException.validation("Transaction request cannot include multiple operations on one item");
            }
        }
    }
}
