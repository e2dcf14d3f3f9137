package io.github.dynamodbsession.dynamo;

/** Every attribute in a chunk, and few in one. */
class ChunksOnlyLayoutContractTest extends LayoutContract {

    @Override
    LayoutChoice choice() {
        return LayoutChoice.nativeLayout().withBounds(new ItemBounds(0, ItemBounds.MIN_CHUNK));
    }
}
