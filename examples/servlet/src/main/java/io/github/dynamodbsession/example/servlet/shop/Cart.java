package io.github.dynamodbsession.example.servlet.shop;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a visitor wants to buy. Altered in place, as it always was. */
public final class Cart implements Serializable {

    private static final long serialVersionUID = 1L;

    private final ArrayList<String> items = new ArrayList<>();

    /** One more. */
    public void add(String item) {
        items.add(item);
    }

    /** All, in their order. */
    public List<String> items() {
        return Collections.unmodifiableList(items);
    }
}
