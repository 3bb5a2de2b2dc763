// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.operation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.huitong.api.connector.Profile;
import org.huitong.api.text.LocalText;
import org.osgi.annotation.versioning.ProviderType;

/** How every account stands: what the hub knows of it even while its connector is away. Provided by the hub. */
@ProviderType
public interface ConnectorBoard {
    /** Every account; a second connector that wants the same account has a line of its own behind it. */
    List<Standing> standings();

    /** What people call the platforms that have a connector here, by their words. */
    default Map<String, LocalText> platforms() {
        Map<String, LocalText> names = new TreeMap<>();
        standings().forEach(standing -> standing.profile()
                .ifPresent(profile -> names.putIfAbsent(standing.platform(), profile.name())));
        return names;
    }

    /**
     * One account. Its four lights: known to the hub, connector there, calls come in, messages come in.
     *
     * @param paused whether somebody has paused it, so that its connector is away on purpose
     * @param profile empty while the connector is away
     * @param problem why nothing can come in although the connector is there: what its operator has to mend
     * @param strain what goes badly although calls are answered: a connector that is slow against its platform's
     *     deadline, or refuses more than it lets in, during the last minutes
     * @param lastCall the last call let in, handshakes included
     * @param lastMessage the last new message
     * @param delays percentiles in milliseconds over the last hour, keys {@code platform} (sent → gateway) and
     *     {@code hub} (gateway → readable); absent where nothing was measured
     * @param line the connection that it holds to its platform; empty where it holds none
     * @param askedBack the messages whose calls had failed and that were asked back since the hub began; empty where its
     *     platform is not asked
     */
    record Standing(
            String platform,
            String account,
            boolean paused,
            Optional<Profile> profile,
            Optional<LocalText> problem,
            Optional<LocalText> strain,
            Optional<Instant> lastCall,
            Optional<Instant> lastMessage,
            Optional<Refused> lastRefusal,
            long messages,
            long refused,
            long deadLetters,
            Map<String, Delay> delays,
            Optional<Held> line,
            OptionalLong askedBack) {}

    /**
     * A connection that an account holds to its platform.
     *
     * @param stands whether it is open and the platform brings on it what there is
     * @param heard the last sign of life of the platform's side
     */
    record Held(boolean stands, Optional<Instant> heard) {}

    /** The last call that was not let in, and why. */
    record Refused(Instant at, String word, LocalText detail) {}

    /** Milliseconds. */
    record Delay(long p50, long p95, long p99, long count) {}
}
