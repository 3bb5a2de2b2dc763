// SPDX-License-Identifier: Apache-2.0
package org.huitong.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;

/** A body on its way in, as the port knows it. Until it is told otherwise, it takes it for a stranger's. */
public interface Arrival {
    /** The request's attribute that is its arrival. */
    String ATTRIBUTE = "org.huitong.web.arrival";

    /** It is of somebody who is known: strangers at the same address are no reason to end it. */
    void belongsTo(String account);

    /** It has longer than bodies usually have. */
    void mayTake(Duration altogether);

    /** Of a request that has a body; one that does nothing where the port does not look after bodies. */
    static Arrival of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Arrival arrival
                ? arrival
                : new Arrival() {
                    @Override
                    public void belongsTo(String account) {
                        // Nobody counts.
                    }

                    @Override
                    public void mayTake(Duration altogether) {
                        // It may anyway.
                    }
                };
    }
}
