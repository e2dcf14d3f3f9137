package io.github.dynamodbsession.dynamo.v1;

import com.amazonaws.SdkClientException;
import com.amazonaws.auth.AWSCredentials;
import com.amazonaws.auth.AWSCredentialsProvider;

/** Finds none, as the SDK's own chain where there are none. */
final class NoCredentials implements AWSCredentialsProvider {

    @Override
    public AWSCredentials getCredentials() {
        throw new SdkClientException("Unable to load credentials, as a test wants it");
    }

    @Override
    public void refresh() {}
}
