package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.storage.Page;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The items of all pages; a page is fetched when the previous one is used up. */
final class Pages<T> implements Iterator<T> {

    private final Function<@Nullable String, Page<T>> ask;
    private Iterator<T> items = List.<T>of().iterator();
    private @Nullable String next;
    private boolean last;

    private Pages(Function<@Nullable String, Page<T>> ask) {
        this.ask = ask;
    }

    /**
     * All items, never holding more than one page.
     *
     * @param ask fetches the page after another, or the first one
     */
    static <T> Stream<T> stream(Function<@Nullable String, Page<T>> ask) {
        int characteristics = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(new Pages<>(ask), characteristics), false);
    }

    @Override
    public boolean hasNext() {
        while (!items.hasNext() && !last) {
            Page<T> page = ask.apply(next);
            items = page.items().iterator();
            next = page.next();
            last = next == null;
        }
        return items.hasNext();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return items.next();
    }
}
