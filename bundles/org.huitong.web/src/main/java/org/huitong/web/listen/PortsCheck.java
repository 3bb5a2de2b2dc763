// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.listen;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.server.ServerConnector;
import org.huitong.api.clock.Clock;
import org.huitong.api.operation.Check;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether the ports that were asked for are open, and the TLS ports show what they should. */
@Component(
        service = {Check.class, PortsCheck.class},
        immediate = true)
public final class PortsCheck implements Check {
    private static final Duration REOPENING = Duration.ofSeconds(10);

    private final Map<String, Integer> wanted;
    private final Keyring keyring;
    private final InstantSource clock;
    private final Duration reopening;
    private final Map<String, ServerConnector> made = new ConcurrentHashMap<>();
    private final Map<String, Instant> shut = new ConcurrentHashMap<>();

    @Activate
    public PortsCheck(BundleContext context, @Reference Keyring keyring, @Reference Clock clock) {
        this(wanted(context), keyring, clock, REOPENING);
    }

    /**
     * @param wanted port numbers by the doors' names, 0 for a door that there is not
     * @param reopening how long they may be shut: a change of the configuration opens them anew, and a load balancer that
     *     looks in between must not leave for it
     */
    PortsCheck(Map<String, Integer> wanted, Keyring keyring, InstantSource clock, Duration reopening) {
        this.wanted = wanted;
        this.keyring = keyring;
        this.clock = clock;
        this.reopening = reopening;
    }

    @Override
    public String name() {
        return "ports";
    }

    @Override
    public Result result() {
        List<String> open = new ArrayList<>();
        List<String> changing = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        wanted.forEach((door, port) -> {
            if (port > 0) {
                (isOpen(door) ? open : isChanging(door) ? changing : missing).add(door + " " + port);
            }
        });
        if (!missing.isEmpty()) {
            return Result.down(
                    "Not open: " + String.join(", ", missing) + ". "
                            + keyring.trouble()
                                    .orElse(
                                            "If it lasts, the vault is shut or another program has the port; the log says which."));
        }
        if (keyring.trouble().isPresent()) {
            return Result.degraded(keyring.trouble().get());
        }
        return changing.isEmpty()
                ? Result.up("Open: " + String.join(", ", open) + ".")
                : Result.degraded("Being opened anew: " + String.join(", ", changing) + ". Look again in a moment.");
    }

    void made(String door, ServerConnector connector) {
        made.put(door, connector);
    }

    void shutting(String door) {
        if (isOpen(door)) {
            shut.put(door, clock.instant());
        }
        made.remove(door);
    }

    private boolean isOpen(String door) {
        ServerConnector connector = made.get(door);
        return connector != null && connector.isStarted() && connector.isOpen();
    }

    private boolean isChanging(String door) {
        Instant since = shut.get(door);
        return since != null && since.plus(reopening).isAfter(clock.instant());
    }

    private static Map<String, Integer> wanted(BundleContext context) {
        Map<String, Integer> wanted = new LinkedHashMap<>();
        for (String door : List.of("http", "https", "callback")) {
            wanted.put(door, Ports.number(context, door));
        }
        return wanted;
    }
}
