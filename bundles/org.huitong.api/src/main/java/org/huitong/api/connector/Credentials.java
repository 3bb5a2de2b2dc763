// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * The role of a connector whose platform hands out tokens. The hub keeps the token, renews it before its end or when a
 * step says {@link Step.Failure#TOKEN}, and that once however many wait for it.
 */
@ConsumerType
public interface Credentials extends Connector {
    /** How a token is had. Pure, on any thread, as {@link MessageSender#send} is. */
    Step<Token> renew(Trail trail);
}
