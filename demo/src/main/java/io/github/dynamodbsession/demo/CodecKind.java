package io.github.dynamodbsession.demo;

/** How the demo can encode attribute values. */
enum CodecKind implements OptionValue {
    JDK("jdk"),
    JACKSON("jackson"),
    GSON("gson");

    private final String option;

    CodecKind(String option) {
        this.option = option;
    }

    @Override
    public String option() {
        return option;
    }
}
