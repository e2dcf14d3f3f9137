package io.github.dynamodbsession.dynamo;

class DocumentLayoutContractTest extends LayoutContract {

    @Override
    LayoutChoice choice() {
        return DocumentLayout.CHOICE;
    }
}
