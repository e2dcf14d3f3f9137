package io.github.dynamodbsession.example.servlet.shop;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A visitor's shopping cart. Modified in place. */
public final class Cart implements Serializable {

    private static final long serialVersionUID = 1L;

    private final ArrayList<String> items = new ArrayList<>();

    /** Adds one item. */
    public void add(String item) {
        items.add(item);
    }

    /** All items, in order. */
    public List<String> items() {
        return Collections.unmodifiableList(items);
    }
}
