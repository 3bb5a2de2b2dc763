// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer.conf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;

/**
 * Knows which settings are secrets: what the bundle's own description calls a password, and as long as no bundle
 * describes a setting, what is named like one. Knows as well which settings nobody reads.
 *
 * <p>The platform's own parts (Jetty, the console) cannot open what is sealed; their settings are never called secret.
 */
@Component(service = SecretKeys.class)
public final class SecretKeys {
    private static final List<String> ENDINGS = List.of("secret", "password", "passphrase", "token", "key");
    /** Settings of the standards that a bundle need not describe. */
    private static final List<String> STANDARD = List.of(".", "service.", "component.", "osgi.", "felix.", "huitong.");

    private static final List<String> FOREIGN = List.of("org.apache.", "org.ops4j.", "org.eclipse.", "ch.qos.");

    private final BundleContext context;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    volatile MetaTypeService descriptions;

    @Activate
    public SecretKeys(BundleContext context) {
        this.context = context;
    }

    /** Tells for one configuration which of its keys are secret. */
    Judge judge(String pid, String factoryPid) {
        String described = factoryPid == null ? pid : factoryPid;
        if (FOREIGN.stream().anyMatch(described::startsWith)) {
            return new Judge(true, key -> false, Set.of());
        }
        Map<String, Boolean> known = describe(described, factoryPid != null);
        return new Judge(!known.isEmpty(), key -> known.getOrDefault(key, soundsSecret(key)), known.keySet());
    }

    static boolean soundsSecret(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        return ENDINGS.stream().anyMatch(lower::endsWith);
    }

    private Map<String, Boolean> describe(String pid, boolean factory) {
        MetaTypeService service = descriptions;
        Map<String, Boolean> known = new HashMap<>();
        if (service == null) {
            return known;
        }
        List<Bundle> namesakes = new ArrayList<>();
        List<Bundle> others = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            if (mayDescribe(bundle)) {
                (pid.equals(bundle.getSymbolicName()) ? namesakes : others).add(bundle);
            }
        }
        for (List<Bundle> bundles : List.of(namesakes, others)) {
            for (Bundle bundle : bundles) {
                read(service.getMetaTypeInformation(bundle), pid, factory, known);
            }
            if (!known.isEmpty()) {
                return known;
            }
        }
        return known;
    }

    private static void read(MetaTypeInformation information, String pid, boolean factory, Map<String, Boolean> known) {
        String[] pids = information == null ? null : factory ? information.getFactoryPids() : information.getPids();
        if (pids == null || !Arrays.asList(pids).contains(pid)) {
            return;
        }
        ObjectClassDefinition definition = information.getObjectClassDefinition(pid, null);
        for (AttributeDefinition attribute : definition.getAttributeDefinitions(ObjectClassDefinition.ALL)) {
            known.put(attribute.getID(), attribute.getType() == AttributeDefinition.PASSWORD);
        }
    }

    /** Looking into a bundle for a description costs; those without one are passed over cheaply. */
    private static boolean mayDescribe(Bundle bundle) {
        return bundle.getState() != Bundle.UNINSTALLED
                && bundle.getBundleId() != 0
                && bundle.getEntryPaths("OSGI-INF/metatype") != null;
    }

    /**
     * What is known of one configuration.
     *
     * @param described whether an installed bundle describes it, or it is the platform's own
     * @param secret whether a key is secret
     * @param known the described keys; empty where no description says which there are
     */
    record Judge(boolean described, Predicate<String> secret, Set<String> known) {
        /** The keys that nobody reads, each with the one that was meant where only case or signs differ. */
        List<String> unread(Collection<String> keys) {
            return known.isEmpty()
                    ? List.of()
                    : keys.stream()
                            .filter(key -> !known.contains(key))
                            .filter(key -> STANDARD.stream().noneMatch(key::startsWith))
                            .map(key ->
                                    key + meant(key).map(m -> " (" + m + "?)").orElse(""))
                            .toList();
        }

        private Optional<String> meant(String key) {
            return known.stream().filter(k -> bare(k).equals(bare(key))).findFirst();
        }

        private static String bare(String key) {
            return key.replaceAll("[^\\p{Alnum}]", "").toLowerCase(Locale.ROOT);
        }
    }
}
