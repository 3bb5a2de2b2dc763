// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.api.operation.Objection;
import org.huitong.api.operation.Objection.Said;
import org.huitong.api.text.LocalText;
import org.osgi.framework.Bundle;
import org.osgi.framework.dto.BundleDTO;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/**
 * Why a bundle does not do its work: what the framework said, what the floors it stands on have against it, and what the
 * components in it said.
 */
final class Complaints {
    private static final String CAUSED = "Caused by: ";

    private final InstalledBundles installed;
    private final Supplier<ServiceComponentRuntime> components;
    private final Supplier<List<Objection>> objections;
    private final Map<String, LocalText> own = new ConcurrentHashMap<>();

    Complaints(
            InstalledBundles installed,
            Supplier<ServiceComponentRuntime> components,
            Supplier<List<Objection>> objections) {
        this.installed = installed;
        this.components = components;
        this.objections = objections;
    }

    /** Something that kept it from being installed at all. */
    void about(String name, LocalText complaint) {
        own.put(name, complaint);
    }

    /** It was put in anew, or is not wanted any more. */
    void settle(Collection<String> names) {
        own.keySet().removeAll(names);
    }

    Map<String, LocalText> own() {
        return Map.copyOf(own);
    }

    /** @param bundle null where it is not even installed */
    Optional<LocalText> of(Bundle bundle, String name) {
        return broken(bundle, name).or(() -> waiting(bundle)).or(() -> objected(bundle, false));
    }

    /** What will not pass by itself. */
    Optional<LocalText> broken(Bundle bundle, String name) {
        if (bundle == null) {
            return Optional.of(own.getOrDefault(name, LocalText.of("它没有安装", "it is not installed")));
        }
        if (bundle.getState() != Bundle.ACTIVE || installed.hangs(name)) {
            return Optional.of(
                    Optional.ofNullable(installed.trouble(name)).orElse(LocalText.of("它没有启动", "it is not started")));
        }
        return objected(bundle, true).or(() -> failedComponent(bundle));
    }

    Set<String> complaining(Collection<String> names) {
        Set<String> complaining = new TreeSet<>();
        names.stream()
                .filter(name -> of(installed.find(name), name).isPresent())
                .forEach(complaining::add);
        return complaining;
    }

    /** What the floors below have against it. */
    Optional<LocalText> objected(Bundle bundle, boolean breaking) {
        return objections.get().stream()
                .map(objection -> objection.to(bundle.getBundleId()))
                .flatMap(Optional::stream)
                .filter(said -> said.breaks() == breaking)
                .map(Said::words)
                .findFirst();
    }

    private Optional<LocalText> failedComponent(Bundle bundle) {
        return configurations(bundle)
                .filter(configuration -> configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION)
                .map(configuration -> configuration.description.name + ": " + cause(configuration.failure))
                .map(words -> LocalText.of(words, words))
                .findFirst();
    }

    /** A component without its services does nothing; they may still come. */
    Optional<LocalText> waiting(Bundle bundle) {
        return bundle == null
                ? Optional.empty()
                : configurations(bundle)
                        .filter(configuration -> configuration.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE)
                        .map(Complaints::waiting)
                        .findFirst();
    }

    private static LocalText waiting(ComponentConfigurationDTO configuration) {
        ComponentDescriptionDTO description = configuration.description;
        String missing = Stream.of(configuration.unsatisfiedReferences)
                .map(reference -> service(description, reference))
                .collect(Collectors.joining(", "));
        return LocalText.of(
                "组件 " + description.name + " 缺少它需要的服务：" + missing,
                "the component " + description.name + " waits for what it needs: " + missing);
    }

    private static String service(ComponentDescriptionDTO description, UnsatisfiedReferenceDTO missing) {
        return Stream.of(description.references)
                .filter(reference -> missing.name.equals(reference.name))
                .map(reference -> reference.interfaceName + (missing.target == null ? "" : " " + missing.target))
                .findFirst()
                .orElse(missing.name);
    }

    private Stream<ComponentConfigurationDTO> configurations(Bundle bundle) {
        ServiceComponentRuntime runtime = components.get();
        if (runtime == null || bundle.adapt(BundleDTO.class) == null) {
            return Stream.empty();
        }
        List<ComponentConfigurationDTO> all = new ArrayList<>();
        for (ComponentDescriptionDTO description : runtime.getComponentDescriptionDTOs(bundle)) {
            all.addAll(runtime.getComponentConfigurationDTOs(description));
        }
        return all.stream();
    }

    /** The component runtime gives a whole stack trace; its last cause is what people can do something about. */
    private static String cause(String failure) {
        return failure == null
                ? "its activation failed"
                : failure.lines()
                        .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
                        .reduce((first, second) -> second)
                        .map(line -> line.startsWith(CAUSED) ? line.substring(CAUSED.length()) : line)
                        .orElse("its activation failed");
    }
}
