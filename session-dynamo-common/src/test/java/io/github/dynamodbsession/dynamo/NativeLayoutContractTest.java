package io.github.dynamodbsession.dynamo;

class NativeLayoutContractTest extends LayoutContract {

    @Override
    LayoutChoice choice() {
        return LayoutChoice.nativeLayout();
    }
}
