package io.github.dynamodbsession.emulator.request;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name of a table for all of AWS, which most operations take instead of its name. */
public final class TableArn {

    private static final Pattern ARN =
            Pattern.compile("arn:aws[a-z-]*:dynamodb:[a-z0-9-]+:[0-9]{12}:table/([a-zA-Z0-9_.-]{3,255})");

    private TableArn() {}

    static boolean is(String text) {
        return text.startsWith("arn:") && ARN.matcher(text).matches();
    }

    /** The name in an ARN; anything else as it is. */
    public static String nameIn(String nameOrArn) {
        if (!nameOrArn.startsWith("arn:")) {
            return nameOrArn;
        }
        Matcher arn = ARN.matcher(nameOrArn);
        return arn.matches() ? arn.group(1) : nameOrArn;
    }
}
