package io.github.dynamodbsession.demo;

/** What happens to a request whose session cannot be loaded. */
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
