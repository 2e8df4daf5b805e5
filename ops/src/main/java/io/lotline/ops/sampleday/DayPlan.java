package io.lotline.ops.sampleday;

import io.lotline.ops.sampleday.Park.Bin;
import io.lotline.ops.sampleday.Park.Climate;
import io.lotline.ops.sampleday.Park.Device;
import io.lotline.ops.sampleday.Park.Enterprise;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// What is announced, delivered and ordered on the day; the same for the same seed, scale and date.
record DayPlan(long seed, LocalDate day, Park park, List<Notice> notices, List<Order> orders) {
    private static final int NOTICES = 14;
    private static final int ORDERS = 40;
    private static final int SMALLEST_HELD_BACK = 20;

    /// Longer than any lot still has to run, so all were made before today.
    static final int SHELF_YEARS = 4;

    record Notice(String id, Enterprise owner, Enterprise supplier, int number, List<Line> lines) {
        /// Where its goods are put down.
        Bin dock(Park park, Climate climate) {
            List<Bin> docks = park.bins("QUARANTINE", climate);
            return docks.get(number % docks.size());
        }
    }

    /// One lot of a device in a notice.
    ///
    /// @param rejected how many of its pieces will not pass the inspection
    record Line(
            Device device,
            @Nullable String lot,
            @Nullable LocalDate productionDate,
            @Nullable LocalDate expiryDate,
            List<Parcel> parcels,
            int rejected) {
        int pieces() {
            return parcels.stream().mapToInt(Parcel::pieces).sum();
        }

        /// The symbols of one of its labels.
        List<String> label(@Nullable String serial, boolean carton) {
            String di = carton && device.cartonDi() != null ? device.cartonDi() : device.di();
            return Labels.print(
                    device.carrier(),
                    new Labels.Content(di, lot, serial, productionDate, expiryDate));
        }
    }

    /// What one scan receives and one scan puts away.
    ///
    /// @param quantity how many of what the label names: pieces, or cartons
    record Parcel(@Nullable String serial, boolean carton, int quantity, int pieces, Bin bin) {}

    record Order(
            String id, int number, Enterprise owner, Enterprise hospital, List<OrderLine> lines) {}

    record OrderLine(
            String lineId, Device device, int quantity, @Nullable Integer minimumRemainingDays) {}

    static DayPlan of(long seed, double scale, LocalDate day) {
        SplittableRandom random = new SplittableRandom(seed);
        Park park = Park.of(random);
        Planner planner = new Planner(park, day, random);
        int owners = park.owners().size();
        for (int i = 0; i < Math.max(owners, Math.round(NOTICES * scale)); i++) {
            planner.notice(i);
        }
        for (int i = 0; i < Math.max(2L * owners, Math.round(ORDERS * scale)); i++) {
            planner.order(i);
        }
        return new DayPlan(
                seed, day, park, List.copyOf(planner.notices), List.copyOf(planner.orders));
    }

    /// A day as ids of documents tell it.
    static String tag(LocalDate day) {
        return "%02d%02d".formatted(day.getMonthValue(), day.getDayOfMonth());
    }

    String tag() {
        return tag(day);
    }

    String recall() {
        return "RC" + tag();
    }

    /// The lot that is recalled in the afternoon, and the one that quality staff hold in the
    /// morning.
    Line recalledLine() {
        return notices.getFirst().lines().getFirst();
    }

    Notice heldNotice() {
        return notices.get(2);
    }

    Line heldLine() {
        return heldNotice().lines().getFirst();
    }

    /// Orders of the morning are on the road before noon.
    List<Order> morning() {
        return orders.subList(0, orders.size() * 6 / 10);
    }

    List<Order> afternoon() {
        return orders.subList(orders.size() * 6 / 10, orders.size());
    }

    private static final class Planner {
        private final Park park;
        private final LocalDate day;
        private final SplittableRandom random;
        private final List<Notice> notices = new ArrayList<>();
        private final List<Order> orders = new ArrayList<>();
        private final Map<String, Map<Device, Integer>> sellable = new HashMap<>();
        private int lines;
        private int serials;

        Planner(Park park, LocalDate day, SplittableRandom random) {
            this.park = park;
            this.day = day;
            this.random = random;
        }

        void notice(int number) {
            Enterprise owner = park.owners().get(number % park.owners().size());
            Enterprise supplier = park.suppliers().get(random.nextInt(park.suppliers().size()));
            List<Line> planned = new ArrayList<>();
            if (number < 2) {
                planned.add(
                        lotLine(
                                device(Park.RECALLED_DEVICE),
                                "CV25A07",
                                day.plusDays(200),
                                3,
                                50,
                                0));
                planned.add(
                        lotLine(
                                device(Park.RECALLED_DEVICE),
                                "CV25K11",
                                day.plusDays(500),
                                4,
                                50,
                                0));
                sell(owner, device(Park.RECALLED_DEVICE), 350);
            } else if (number == 2) {
                planned.add(
                        lotLine(device(Park.HELD_DEVICE), "HC25C02", day.plusDays(120), 2, 30, 0));
                planned.add(
                        lotLine(device(Park.HELD_DEVICE), "HC25F09", day.plusDays(300), 2, 60, 0));
                sell(owner, device(Park.HELD_DEVICE), 120);
            }
            int more = 2 + random.nextInt(3);
            for (int i = 0; i < more; i++) {
                planned.add(randomLine(owner));
            }
            notices.add(
                    new Notice(
                            "IN%s-%03d".formatted(tag(day), number + 1),
                            owner,
                            supplier,
                            number,
                            List.copyOf(planned)));
        }

        private Line randomLine(Enterprise owner) {
            List<Device> traded = park.tradedBy(owner);
            Device device = traded.get(random.nextInt(traded.size()));
            int number = ++lines;
            boolean nearExpiry = random.nextInt(100) < 6;
            LocalDate expiry =
                    day.plusDays(nearExpiry ? random.nextInt(15, 80) : random.nextInt(200, 1200));
            LocalDate made = expiry.minusYears(SHELF_YEARS);
            String lot =
                    "%c%02d%02d%04d"
                            .formatted(
                                    'A' + number % 20,
                                    made.getYear() % 100,
                                    made.getMonthValue(),
                                    number);
            if (device.bySerial()) {
                int count = 4 + random.nextInt(6);
                Bin bin = bin(device, number);
                List<Parcel> parcels = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    parcels.add(
                            new Parcel("S%07d".formatted(2_600_000 + ++serials), false, 1, 1, bin));
                }
                sell(owner, device, nearExpiry ? 0 : count);
                return new Line(
                        device,
                        device.byLot() ? lot : null,
                        device.expires() ? made : null,
                        device.expires() ? expiry : null,
                        List.copyOf(parcels),
                        0);
            }
            int parcels = 1 + random.nextInt(4);
            int perParcel = 10 * (2 + random.nextInt(5));
            int rejected =
                    device.cartonDi() == null && random.nextInt(100) < 8
                            ? 1 + random.nextInt(4)
                            : 0;
            sell(owner, device, nearExpiry ? 0 : parcels * perParcel - rejected);
            return lotLine(device, lot, expiry, parcels, perParcel, rejected);
        }

        private Line lotLine(
                Device device,
                String lot,
                LocalDate expiry,
                int count,
                int perParcel,
                int rejected) {
            int number = ++lines;
            boolean cartons = device.cartonDi() != null;
            List<Parcel> parcels = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                // large lots lie in two bins
                Bin bin = bin(device, number + (count > 2 ? i % 2 : 0));
                int quantity = cartons ? perParcel / Device.PIECES_PER_CARTON : perParcel;
                parcels.add(new Parcel(null, cartons, quantity, perParcel, bin));
            }
            return new Line(
                    device,
                    lot,
                    expiry.minusYears(SHELF_YEARS),
                    expiry,
                    List.copyOf(parcels),
                    rejected);
        }

        private Bin bin(Device device, int number) {
            List<Bin> bins = park.bins("QUALIFIED", device.climate());
            return bins.get(number * 7 % bins.size());
        }

        private Device device(int index) {
            return park.devices().get(index);
        }

        private void sell(Enterprise owner, Device device, int pieces) {
            sellable.computeIfAbsent(owner.id(), _ -> new HashMap<>())
                    .merge(device, pieces, Integer::sum);
        }

        /// Half of the orders are of the two owners whose goods are recalled in the afternoon.
        private int ownerOf(int order) {
            int ofFour = order % 4;
            int others = park.owners().size() - 2;
            return ofFour < 2 ? ofFour : 2 + (order / 4 * 2 + ofFour - 2 + others - 2) % others;
        }

        void order(int number) {
            int ownerNumber = ownerOf(number);
            Enterprise owner = park.owners().get(ownerNumber);
            Enterprise hospital = park.hospitals().get(number % park.hospitals().size());
            List<OrderLine> planned = new ArrayList<>();
            if (ownerNumber < 2) {
                add(planned, owner, device(Park.RECALLED_DEVICE), 4 + random.nextInt(5), 90);
            } else if (ownerNumber == 2) {
                add(planned, owner, device(Park.HELD_DEVICE), 2 + random.nextInt(4), 60);
            }
            Map<Device, Integer> stock = sellable.getOrDefault(owner.id(), Map.of());
            List<Device> candidates =
                    park.devices().stream()
                            .skip(4)
                            .filter(
                                    device ->
                                            stock.getOrDefault(device, 0)
                                                    > (device.bySerial() ? 3 : SMALLEST_HELD_BACK))
                            .toList();
            int more = 1 + random.nextInt(3);
            for (int i = 0; i < more && !candidates.isEmpty(); i++) {
                Device device = candidates.get(random.nextInt(candidates.size()));
                if (planned.stream().noneMatch(line -> line.device().equals(device))) {
                    int quantity =
                            device.bySerial()
                                    ? 1 + random.nextInt(3)
                                    : 4 + random.nextInt(SMALLEST_HELD_BACK - 4);
                    add(planned, owner, device, quantity, random.nextInt(3) == 0 ? 90 : null);
                }
            }
            if (planned.isEmpty()) {
                // nothing is left to sell: a hospital may ask all the same, and gets a shortage
                add(planned, owner, device(4), 1, null);
            }
            orders.add(
                    new Order(
                            "SO%s-%03d".formatted(tag(day), number + 1),
                            number,
                            owner,
                            hospital,
                            List.copyOf(planned)));
        }

        private void add(
                List<OrderLine> planned,
                Enterprise owner,
                Device device,
                int quantity,
                @Nullable Integer minimumDays) {
            planned.add(
                    new OrderLine(
                            Integer.toString(planned.size() + 1), device, quantity, minimumDays));
            sell(owner, device, -quantity);
        }
    }
}
