// SPDX-License-Identifier: Apache-2.0
package org.huitong.store;

import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import javax.sql.DataSource;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.tracker.BundleTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the bundles that bring persistence units (header {@code Meta-Persistence}) and offers an entity manager
 * factory for each. It is made when somebody takes it and closed when the bundle goes.
 */
final class UnitFollower extends BundleTracker<List<UnitFollower.Offer>> {
    private static final Logger LOG = LoggerFactory.getLogger(UnitFollower.class);
    private static final String HEADER = "Meta-Persistence";
    private static final String PLACE = "META-INF/persistence.xml";
    private final DataSource source;

    UnitFollower(BundleContext context, DataSource source) {
        super(context, Bundle.STARTING | Bundle.ACTIVE, null);
        this.source = source;
    }

    @Override
    public List<Offer> addingBundle(Bundle bundle, BundleEvent event) {
        if (bundle.getHeaders("").get(HEADER) == null) {
            return null;
        }
        URL file = bundle.getEntry(PLACE);
        if (file == null) {
            LOG.error("A bundle names persistence units and has no {}, bundle={}", PLACE, bundle);
            return List.of();
        }
        try {
            List<Offer> offers = new ArrayList<>();
            for (String unit : units(file)) {
                offers.add(offer(bundle, unit));
            }
            return offers;
        } catch (IOException | XMLStreamException e) {
            LOG.error("The persistence units of a bundle cannot be read, bundle={}", bundle, e);
            return List.of();
        }
    }

    private Offer offer(Bundle bundle, String name) {
        Unit unit = new Unit(bundle, name, source);
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("osgi.unit.name", name);
        return new Offer(context.registerService(EntityManagerFactory.class, unit, properties), unit);
    }

    @Override
    public void removedBundle(Bundle bundle, BundleEvent event, List<Offer> offers) {
        for (Offer offer : offers) {
            offer.registration().unregister();
            offer.unit().close();
        }
    }

    private static List<String> units(URL file) throws IOException, XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        List<String> names = new ArrayList<>();
        try (InputStream in = file.openStream()) {
            XMLStreamReader reader = factory.createXMLStreamReader(in);
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamReader.START_ELEMENT
                        && reader.getLocalName().equals("persistence-unit")) {
                    names.add(reader.getAttributeValue(null, "name"));
                }
            }
        }
        return names;
    }

    record Offer(ServiceRegistration<EntityManagerFactory> registration, Unit unit) {}
}
