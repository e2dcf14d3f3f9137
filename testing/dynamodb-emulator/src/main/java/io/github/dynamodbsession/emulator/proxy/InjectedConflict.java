package io.github.dynamodbsession.emulator.proxy;

record InjectedConflict() implements Injection {

    HttpMessage answerTo(Call call) {
        if (!call.operation().equals("TransactWriteItems")) {
            return InjectedAnswer.errorMessage(400, "TransactionConflictException", "");
        }
        String reasons = "{\"Code\":\"TransactionConflict\",\"Message\":\"Transaction is ongoing for the item\"}"
                + ",{\"Code\":\"None\"}".repeat(Math.max(0, itemsIn(call.body()) - 1));
        return InjectedAnswer.errorMessage(
                400, "TransactionCanceledException", ",\"CancellationReasons\":[" + reasons + "]");
    }

    /** The number of elements of {@code TransactItems}: clients match the reasons to them by position. */
    static int itemsIn(String body) {
        int items = 0;
        int depth = 0;
        boolean quoted = false;
        int start = body.indexOf('[', Math.max(0, body.indexOf("\"TransactItems\"")));
        for (int i = Math.max(0, start); i < body.length(); i++) {
            char c = body.charAt(i);
            if (quoted) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == '[' || c == '{') {
                if (depth == 1) {
                    items++;
                }
                depth++;
            } else if (c == ']' || c == '}') {
                depth--;
                if (depth == 0) {
                    break;
                }
            }
        }
        return items;
    }
}
