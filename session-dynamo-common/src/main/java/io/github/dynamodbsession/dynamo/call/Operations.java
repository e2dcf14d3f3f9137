package io.github.dynamodbsession.dynamo.call;

/**
 * One method for each kind of {@link Request}. An adapter for an SDK implements it, so the compiler reports a missing one.
 *
 * @param <R> the result of a call: a {@link Reply}, or a future of one
 */
public interface Operations<R> {

    /**
     * Makes the call of a request of any kind.
     *
     * @param request the request
     * @return the reply
     */
    default R make(Request request) {
        if (request instanceof Request.GetItem get) {
            return getItem(get);
        }
        if (request instanceof Request.UpdateItem update) {
            return updateItem(update);
        }
        if (request instanceof Request.PutItem put) {
            return putItem(put);
        }
        if (request instanceof Request.BatchGetItem batch) {
            return batchGetItem(batch);
        }
        if (request instanceof Request.DeleteItem delete) {
            return deleteItem(delete);
        }
        if (request instanceof Request.TransactWriteItems transaction) {
            return transactWriteItems(transaction);
        }
        if (request instanceof Request.Scan scan) {
            return scan(scan);
        }
        if (request instanceof Request.Query query) {
            return query(query);
        }
        if (request instanceof Request.DescribeTable describe) {
            return describeTable(describe);
        }
        if (request instanceof Request.CreateTable create) {
            return createTable(create);
        }
        if (request instanceof Request.UpdateTable update) {
            return updateTable(update);
        }
        if (request instanceof Request.DescribeTimeToLive describe) {
            return describeTimeToLive(describe);
        }
        return updateTimeToLive((Request.UpdateTimeToLive) request);
    }

    /**
     * {@return the reply to GetItem}
     *
     * @param request the request
     */
    R getItem(Request.GetItem request);

    /**
     * {@return the reply to BatchGetItem}
     *
     * @param request the request
     */
    R batchGetItem(Request.BatchGetItem request);

    /**
     * {@return the reply to PutItem}
     *
     * @param request the request
     */
    R putItem(Request.PutItem request);

    /**
     * {@return the reply to UpdateItem}
     *
     * @param request the request
     */
    R updateItem(Request.UpdateItem request);

    /**
     * {@return the reply to DeleteItem}
     *
     * @param request the request
     */
    R deleteItem(Request.DeleteItem request);

    /**
     * {@return the reply to TransactWriteItems}
     *
     * @param request the request
     */
    R transactWriteItems(Request.TransactWriteItems request);

    /**
     * {@return the reply to Scan}
     *
     * @param request the request
     */
    R scan(Request.Scan request);

    /**
     * {@return the reply to Query}
     *
     * @param request the request
     */
    R query(Request.Query request);

    /**
     * {@return the reply to DescribeTable}
     *
     * @param request the request
     */
    R describeTable(Request.DescribeTable request);

    /**
     * {@return the reply to CreateTable}
     *
     * @param request the request
     */
    R createTable(Request.CreateTable request);

    /**
     * {@return the reply to UpdateTable}
     *
     * @param request the request
     */
    R updateTable(Request.UpdateTable request);

    /**
     * {@return the reply to DescribeTimeToLive}
     *
     * @param request the request
     */
    R describeTimeToLive(Request.DescribeTimeToLive request);

    /**
     * {@return the reply to UpdateTimeToLive}
     *
     * @param request the request
     */
    R updateTimeToLive(Request.UpdateTimeToLive request);
}
