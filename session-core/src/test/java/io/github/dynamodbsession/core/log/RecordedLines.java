package io.github.dynamodbsession.core.log;

import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** A logger that keeps its lines, each of another level than a warning with its level. */
final class RecordedLines implements System.Logger {

    final List<String> texts = new ArrayList<>();
    final List<@Nullable Throwable> thrown = new ArrayList<>();

    @Override
    public String getName() {
        return "test";
    }

    @Override
    public boolean isLoggable(Level level) {
        return true;
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle bundle, String text, @Nullable Throwable failure) {
        texts.add(level == Level.WARNING ? text : level + " " + text);
        thrown.add(failure);
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle bundle, String text, Object... parameters) {
        log(level, bundle, text, (Throwable) null);
    }
}
