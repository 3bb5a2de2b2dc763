// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.connect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.huitong.api.connector.CallbackReceiver;
import org.huitong.api.connector.Connector;
import org.huitong.api.operation.Connections.Choice;
import org.huitong.api.operation.Connections.Kind;
import org.huitong.api.operation.Connections.Setting;
import org.huitong.api.operation.Connections.Sort;
import org.huitong.api.operation.Connections.Way;
import org.huitong.api.text.LocalText;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which platforms can be connected, read off the connectors that are installed: their components say which platform
 * they are for and what they ask for, the descriptions of their configurations say it in words. A connector that comes
 * while the hub runs brings its form along.
 */
@Component(service = Kinds.class)
public final class Kinds {
    private static final Logger LOG = LoggerFactory.getLogger(Kinds.class);
    private static final String WAY = "way";
    private static final String OF_THE_HOUSE = "org.huitong.connector.";

    private final BundleContext context;
    private final ServiceComponentRuntime components;
    private final MetaTypeService descriptions;

    @Activate
    public Kinds(
            BundleContext context,
            @Reference ServiceComponentRuntime components,
            @Reference MetaTypeService descriptions) {
        this.context = context;
        this.components = components;
        this.descriptions = descriptions;
    }

    /** A kind and the name of its configurations, before the {@code ~}. */
    record Known(String pid, Kind kind) {}

    List<Known> all() {
        Map<String, Known> all = new TreeMap<>();
        for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs()) {
            if (Arrays.asList(component.serviceInterfaces).contains(Connector.class.getName())) {
                known(component).ifPresent(known -> all.putIfAbsent(known.pid(), known));
            }
        }
        return all.values().stream()
                .sorted(Comparator.comparing(known -> known.kind().name().en()))
                .toList();
    }

    Optional<Known> find(String word) {
        return all().stream().filter(known -> known.kind().word().equals(word)).findFirst();
    }

    /** One that describes itself oddly cannot be connected here, and takes no other along. */
    private Optional<Known> known(ComponentDescriptionDTO component) {
        try {
            return described(component);
        } catch (RuntimeException e) {
            LOG.warn("A connector's settings cannot be read component={}", component.name, e);
            return Optional.empty();
        }
    }

    private Optional<Known> described(ComponentDescriptionDTO component) {
        Bundle bundle = context.getBundle(component.bundle.id);
        if (!(component.properties.get("huitong.platform") instanceof String platform)
                || bundle == null
                || component.configurationPid.length == 0) {
            return Optional.empty();
        }
        String pid = component.configurationPid[0];
        MetaTypeInformation information = descriptions.getMetaTypeInformation(bundle);
        if (information == null
                || information.getFactoryPids() == null
                || !Arrays.asList(information.getFactoryPids()).contains(pid)) {
            return Optional.empty();
        }
        boolean called = Arrays.asList(component.serviceInterfaces).contains(CallbackReceiver.class.getName());
        Described described = new Described(
                information.getObjectClassDefinition(pid, "zh"), information.getObjectClassDefinition(pid, "en"));
        List<Setting> settings = described.settings();
        return Optional.of(new Known(
                pid,
                new Kind(
                        pid.startsWith(OF_THE_HOUSE) ? pid.substring(OF_THE_HOUSE.length()) : pid,
                        platform,
                        described.name(),
                        described.about(),
                        called,
                        ways(component.properties.get("huitong.ways"), settings, described.required()),
                        settings)));
    }

    private static List<Way> ways(Object said, List<Setting> settings, Set<String> required) {
        List<String> texts = said instanceof String[] several
                ? List.of(several)
                : said instanceof String one ? List.of(one) : List.of();
        if (texts.isEmpty()) {
            List<String> asked = settings.stream()
                    .map(Setting::name)
                    .filter(required::contains)
                    .toList();
            return List.of(new Way("", Optional.empty(), asked, Set.copyOf(asked)));
        }
        return texts.stream().map(text -> way(text, settings)).toList();
    }

    private static Way way(String text, List<Setting> settings) {
        int colon = text.indexOf(':');
        String word = text.substring(0, Math.max(0, colon)).strip();
        List<String> asked = new ArrayList<>();
        Set<String> needed = new HashSet<>();
        for (String name : text.substring(colon + 1).strip().split("\\s+")) {
            boolean optional = name.endsWith("?");
            String bare = optional ? name.substring(0, name.length() - 1) : name;
            if (settings.stream().anyMatch(setting -> setting.name().equals(bare))) {
                asked.add(bare);
                if (!optional) {
                    needed.add(bare);
                }
            }
        }
        Optional<LocalText> title = settings.stream()
                .filter(setting -> setting.name().equals(WAY))
                .flatMap(setting -> setting.choices().stream())
                .filter(choice -> choice.value().equals(word))
                .map(Choice::title)
                .findFirst();
        return new Way(word, title, List.copyOf(asked), Set.copyOf(needed));
    }

    /** The description of a configuration in both languages; both name the same settings in the same order. */
    private record Described(ObjectClassDefinition zh, ObjectClassDefinition en) {
        /** The product's own name before it says nothing where one is inside the product. */
        LocalText name() {
            return LocalText.of(withoutProduct(zh.getName()), withoutProduct(en.getName()));
        }

        private static String withoutProduct(String name) {
            return name.replaceFirst("^(汇通|Huitong)\\s*·\\s*", "");
        }

        Optional<LocalText> about() {
            return text(zh.getDescription(), en.getDescription());
        }

        List<Setting> settings() {
            AttributeDefinition[] first = zh.getAttributeDefinitions(ObjectClassDefinition.ALL);
            AttributeDefinition[] second = en.getAttributeDefinitions(ObjectClassDefinition.ALL);
            List<Setting> settings = new ArrayList<>();
            for (int i = 0; i < first.length; i++) {
                settings.add(setting(first[i], second[i]));
            }
            return List.copyOf(settings);
        }

        Set<String> required() {
            Set<String> required = new HashSet<>();
            for (AttributeDefinition one : en.getAttributeDefinitions(ObjectClassDefinition.REQUIRED)) {
                required.add(one.getID());
            }
            return required;
        }

        private static Setting setting(AttributeDefinition zh, AttributeDefinition en) {
            List<Choice> choices = new ArrayList<>();
            String[] values = en.getOptionValues();
            for (int i = 0; values != null && i < values.length; i++) {
                choices.add(new Choice(
                        values[i],
                        text(zh.getOptionLabels()[i], en.getOptionLabels()[i]).orElse(named(values[i]))));
            }
            String[] fallback = en.getDefaultValue();
            return new Setting(
                    en.getID(),
                    text(zh.getName(), en.getName()).orElse(named(en.getID())),
                    text(zh.getDescription(), en.getDescription()),
                    sort(en),
                    fallback == null ? "" : String.join("\n", fallback),
                    List.copyOf(choices));
        }

        private static Sort sort(AttributeDefinition attribute) {
            if (attribute.getCardinality() != 0) {
                return Sort.LIST;
            }
            return switch (attribute.getType()) {
                case AttributeDefinition.PASSWORD -> Sort.SECRET;
                case AttributeDefinition.BOOLEAN -> Sort.SWITCH;
                case AttributeDefinition.INTEGER, AttributeDefinition.LONG -> Sort.NUMBER;
                default -> Sort.TEXT;
            };
        }

        private static Optional<LocalText> text(String zh, String en) {
            return zh == null || en == null || zh.isBlank() || en.isBlank()
                    ? Optional.empty()
                    : Optional.of(LocalText.of(zh, en));
        }

        /** Whoever describes something without a name for people calls it as programs do. */
        private static LocalText named(String word) {
            return LocalText.of(word, word);
        }
    }
}
