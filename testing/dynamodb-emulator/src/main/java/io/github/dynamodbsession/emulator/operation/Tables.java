package io.github.dynamodbsession.emulator.operation;

import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.request.TableArn;
import io.github.dynamodbsession.emulator.table.Database;
import io.github.dynamodbsession.emulator.table.Table;

/** Finds tables, and says what the service says of those that are not there. */
final class Tables {

    private Tables() {}

    /** One whose items are to be read or written: it is there and active. */
    static Table usable(Database database, String nameOrArn) {
        return database.find(TableArn.nameIn(nameOrArn))
                .filter(table -> !table.definition().activeFrom().isAfter(database.now()))
                .orElseThrow(() -> missing("Requested resource not found"));
    }

    /** One that is to be described or changed. */
    static Table known(Database database, String nameOrArn) {
        String name = TableArn.nameIn(nameOrArn);
        return database.find(name)
                .orElseThrow(() -> missing("Requested resource not found: Table: " + name + " not found"));
    }

    static ApiException missing(String message) {
        return ApiException.dynamoDb("ResourceNotFoundException", message);
    }

    static ApiException inUse(String message) {
        return ApiException.dynamoDb("ResourceInUseException", message);
    }
}
