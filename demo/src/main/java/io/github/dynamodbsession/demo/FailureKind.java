package io.github.dynamodbsession.demo;

/** What can become of a request whose session cannot be had. */
enum FailureKind implements OptionValue {
    FAIL("fail"),
    CONTINUE("continue");

    private final String option;

    FailureKind(String option) {
        this.option = option;
    }

    @Override
    public String option() {
        return option;
    }
}
