// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import java.io.IOException;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What an operator of the demo types: {@code simulator:count}, {@code simulator:load 64 30 0}. */
@Component(
        service = SimulatorCommands.class,
        property = {"osgi.command.scope=simulator", "osgi.command.function=count", "osgi.command.function=load"})
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
}
