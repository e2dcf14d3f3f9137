package io.github.dynamodbsession.dynamo.call;

/**
 * One method for each kind of {@link Request}: what an adapter for an SDK fills in, so that the compiler asks for every
 * one of them.
 *
 * @param <R> what comes of a call: a {@link Reply}, or the promise of one
 */
public interface Operations<R> {

    /**
     * Makes a call of whatever kind.
     *
     * @param request what to ask
     * @return what comes of it
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
     * {@return what comes of a call of GetItem}
     *
     * @param request what to ask
     */
    R getItem(Request.GetItem request);

    /**
     * {@return what comes of a call of PutItem}
     *
     * @param request what to ask
     */
    R putItem(Request.PutItem request);

    /**
     * {@return what comes of a call of UpdateItem}
     *
     * @param request what to ask
     */
    R updateItem(Request.UpdateItem request);

    /**
     * {@return what comes of a call of DeleteItem}
     *
     * @param request what to ask
     */
    R deleteItem(Request.DeleteItem request);

    /**
     * {@return what comes of a call of TransactWriteItems}
     *
     * @param request what to ask
     */
    R transactWriteItems(Request.TransactWriteItems request);

    /**
     * {@return what comes of a call of Scan}
     *
     * @param request what to ask
     */
    R scan(Request.Scan request);

    /**
     * {@return what comes of a call of Query}
     *
     * @param request what to ask
     */
    R query(Request.Query request);

    /**
     * {@return what comes of a call of DescribeTable}
     *
     * @param request what to ask
     */
    R describeTable(Request.DescribeTable request);

    /**
     * {@return what comes of a call of CreateTable}
     *
     * @param request what to ask
     */
    R createTable(Request.CreateTable request);

    /**
     * {@return what comes of a call of UpdateTable}
     *
     * @param request what to ask
     */
    R updateTable(Request.UpdateTable request);

    /**
     * {@return what comes of a call of DescribeTimeToLive}
     *
     * @param request what to ask
     */
    R describeTimeToLive(Request.DescribeTimeToLive request);

    /**
     * {@return what comes of a call of UpdateTimeToLive}
     *
     * @param request what to ask
     */
    R updateTimeToLive(Request.UpdateTimeToLive request);
}
