// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.demo;

import java.io.IOException;
import java.io.InputStream;
import org.huitong.api.people.PeopleLists;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the demo's people: five companies, ten departments, and whose the accounts are that speak. Two of those are
 * nobody's and one is claimed by two, so that the page of accounts has something to show.
 */
@Component(service = DemoPeople.class, immediate = true)
public final class DemoPeople {
    private static final Logger LOG = LoggerFactory.getLogger(DemoPeople.class);

    @Activate
    public DemoPeople(@Reference PeopleLists lists) throws IOException {
        LOG.info("The demo's people are here outcome={}", lists.take("demo", list()));
    }

    static byte[] list() throws IOException {
        try (InputStream in = DemoPeople.class.getResourceAsStream("people.csv")) {
            return in.readAllBytes();
        }
    }
}
