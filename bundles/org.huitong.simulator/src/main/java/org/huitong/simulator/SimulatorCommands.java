// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import java.io.IOException;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What an operator of the demo types: {@code simulator:count}, {@code simulator:load 64 30 0}, {@code simulator:line dingtalk move}. */
@Component(
        service = SimulatorCommands.class,
        property = {
            "osgi.command.scope=simulator",
            "osgi.command.function=count",
            "osgi.command.function=load",
            "osgi.command.function=line"
        })
public final class SimulatorCommands {
    private final Simulator simulator;

    @Activate
    public SimulatorCommands(@Reference Simulator simulator) {
        this.simulator = simulator;
    }

    /** What the platforms remember of their pushes. */
    public String count() {
        return simulator.ledger().tell();
    }

    /**
     * Pushes on all demo accounts at once and tells how it went, as one line of JSON.
     *
     * @param rate messages a second, 0 for as many as the hub takes
     */
    public String load(int connections, int seconds, int rate) throws IOException {
        return simulator.load(connections, Duration.ofSeconds(seconds), rate).json();
    }

    /**
     * Does something to the connections that the hub holds to a platform.
     *
     * @param what {@code move}: asks it to connect anew; {@code deafen}: nothing goes through any more, though all looks well;
     *     {@code drop}: cuts it off
     */
    public String line(String platform, String what) {
        Streams streams = simulator.streams(platform).orElse(null);
        if (streams == null) {
            return "no hub holds connections to " + platform;
        }
        switch (what) {
            case "move" -> streams.move();
            case "deafen" -> streams.deafen();
            case "drop" -> streams.drop();
            default -> {
                return "move, deafen or drop";
            }
        }
        return what;
    }
}
