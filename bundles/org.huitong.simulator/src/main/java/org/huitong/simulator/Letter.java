// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import java.util.Objects;

/**
 * What a platform has to tell, before it is sealed. Each push of it is sealed and signed anew.
 *
 * @param id the platform's id of the message or event in it, by which the hub knows it too
 * @param door which of the platform's callbacks it goes through, where there are several
 */
public record Letter(String platform, String id, String door, String body) {
    public Letter {
        Objects.requireNonNull(body);
    }

    @Override
    public String toString() {
        return "Letter[" + platform + " " + id + "]";
    }
}
