package io.github.dynamodbsession.demo;

/** Whose table the demo can use. */
enum LayoutKind implements OptionValue {
    NATIVE("native"),
    CONNECT_DYNAMODB_SESSION("connect-dynamodb-session"),
    CONNECT_DYNAMODB("connect-dynamodb");

    private final String option;

    LayoutKind(String option) {
        this.option = option;
    }

    @Override
    public String option() {
        return option;
    }

    /** Whether it is the table of a session store for Express. */
    boolean isOfExpress() {
        return this != NATIVE;
    }
}
