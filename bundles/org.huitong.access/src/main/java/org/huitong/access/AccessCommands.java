// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The shell's commands {@code access:*}: the way back for who is shut out. Who has the shell has the machine. */
@Component(
        service = AccessCommands.class,
        property = {"osgi.command.scope=access", "osgi.command.function=addresses"})
public final class AccessCommands {
    private final Gatehouse gatehouse;

    @Activate
    public AccessCommands(@Reference Gatehouse gatehouse) {
        this.gatehouse = gatehouse;
    }

    /** From where administrators come. */
    public String addresses() {
        String ranges = gatehouse.ranges().stream().map(Range::toString).collect(Collectors.joining("\n"));
        return ranges.isEmpty() ? "from everywhere" : ranges;
    }

    /** @param word {@code open}: from everywhere again */
    public String addresses(String word) {
        if (!word.equals("open")) {
            return "access:addresses shows from where administrators come; access:addresses open lets them come from"
                    + " everywhere again";
        }
        gatehouse.open();
        return addresses();
    }
}
