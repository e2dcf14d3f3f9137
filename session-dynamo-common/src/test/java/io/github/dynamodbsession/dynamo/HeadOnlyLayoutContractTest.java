package io.github.dynamodbsession.dynamo;

/** Heads so large that hardly a session needs chunks. */
class HeadOnlyLayoutContractTest extends LayoutContract {

    @Override
    LayoutChoice choice() {
        return LayoutChoice.nativeLayout().withBounds(new ItemBounds(400 * 1024, ItemBounds.DEFAULT_MAX_CHUNK));
    }
}
