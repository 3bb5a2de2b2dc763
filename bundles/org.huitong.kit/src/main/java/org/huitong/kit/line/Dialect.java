// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.line;

import java.net.URI;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.text.LocalText;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * How a platform's connections that stay are opened and spoken on. Pure, so that it is tested by tables of frames;
 * {@link SocketLine} does the rest.
 */
@ConsumerType
public interface Dialect {
    /**
     * Where to dial. Most platforms are asked for it first, and give an address that is good once.
     *
     * @param trail without a token; beginning anew for each socket
     */
    Step<URI> dial(Trail trail);

    /** A conversation on a socket to that address, which has just been opened. */
    Talk talk(URI dialled);

    /** Why the platform did not open the socket, in words for the operator. */
    default LocalText turnedAway(Reply answer) {
        return LocalText.of(
                "平台没有接受长连接（HTTP " + answer.status() + "）",
                "the platform did not open the connection (HTTP " + answer.status() + ")");
    }
}
