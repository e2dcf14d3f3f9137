package io.github.dynamodbsession.emulator.proxy;

record InjectedAnswer(int status, String type) implements Injection {

    HttpMessage toMessage() {
        return errorMessage(status, type, "");
    }

    static HttpMessage errorMessage(int status, String type, String moreFields) {
        return HttpMessage.json(
                status,
                "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + type + "\",\"message\":\"injected\"" + moreFields
                        + "}");
    }
}
