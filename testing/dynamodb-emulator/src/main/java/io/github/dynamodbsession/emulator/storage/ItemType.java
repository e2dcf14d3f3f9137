package io.github.dynamodbsession.emulator.storage;

import io.github.dynamodbsession.emulator.table.Item;
import java.nio.ByteBuffer;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** Items as values of a map of the file. */
final class ItemType extends BasicDataType<Item> {

    static final ItemType INSTANCE = new ItemType();

    /** What an attribute takes besides its name and its value. */
    private static final int PER_ATTRIBUTE = 4;

    private ItemType() {}

    @Override
    public int getMemory(Item item) {
        return item.size() + PER_ATTRIBUTE * item.attributes().size();
    }

    @Override
    public void write(WriteBuffer buffer, Item item) {
        ValueBytes.write(buffer, item.attributes());
    }

    @Override
    public Item read(ByteBuffer buffer) {
        return new Item(ValueBytes.readAttributes(buffer));
    }

    @Override
    public Item[] createStorage(int size) {
        return new Item[size];
    }
}
