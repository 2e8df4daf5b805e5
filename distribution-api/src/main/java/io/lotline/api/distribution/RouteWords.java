package io.lotline.api.distribution;

import io.lotline.api.http.Language;
import io.lotline.core.events.DistributionEvent.OtherVehicle;
import io.lotline.core.values.Breach;
import io.lotline.core.values.UnplannedWhy;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Says in words why a vehicle goes somewhere, or none does.
final class RouteWords {
    private static final double KILOMETER = 1_000;

    private RouteWords() {}

    /// Why a stop is on its vehicle.
    ///
    /// @param meters    how much shorter its vehicle's tour would be without it
    /// @param others    what it would mean for others
    /// @param committed whether it is settled
    static String why(
            long meters,
            List<OtherVehicle> others,
            List<Breach> breaks,
            boolean committed,
            Language language) {
        boolean zh = language == Language.ZH;
        StringBuilder text = new StringBuilder();
        if (!breaks.isEmpty()) {
            text.append(zh ? "人工指定，违反：" : "By hand, and it breaks: ")
                    .append(
                            breaks.stream()
                                    .map(breach -> of(breach, language))
                                    .collect(Collectors.joining(zh ? "、" : ", ")))
                    .append(zh ? "。" : ". ");
        }
        if (committed) {
            return text.append(zh ? "已提交给这辆车，不再变动。" : "Committed to this vehicle; it stays.")
                    .toString();
        }
        text.append(
                zh
                        ? "多行驶 %s 公里".formatted(kilometers(meters))
                        : "%s km for this vehicle".formatted(kilometers(meters)));
        List<String> alternatives = others.stream().map(other -> of(other, language)).toList();
        if (alternatives.isEmpty()) {
            text.append(zh ? "；路线上没有其他车辆。" : "; there is no other.");
        } else {
            text.append(zh ? "；其他车辆：" : "; others: ")
                    .append(String.join(zh ? "，" : ", ", alternatives))
                    .append(zh ? "。" : ".");
        }
        return text.toString();
    }

    /// Why no vehicle brings an order.
    static String why(UnplannedWhy why, List<OtherVehicle> others, Language language) {
        boolean zh = language == Language.ZH;
        String text =
                switch (why) {
                    case NO_COORDINATES -> zh ? "收货单位没有坐标" : "Nobody knows where its consignee is";
                    case NO_TEMPERATURE_ZONE ->
                            zh ? "没有车辆具备所需温区" : "No vehicle keeps its goods at their temperature";
                    case SIZE_UNKNOWN ->
                            zh
                                    ? "订单的体积或重量未知，而车辆有限额"
                                    : "Its volume or weight is not known, and every vehicle has a limit of it";
                    case TOO_LARGE -> zh ? "任何空车都装不下" : "No vehicle could carry it, were it empty";
                    case OUT_OF_REACH ->
                            zh
                                    ? "直接前往也赶不上收货时间或司机工时"
                                    : "No vehicle that drives there at once comes in time, or is back in time";
                    case NO_VEHICLE_FREE ->
                            zh ? "没有车辆还能加上它" : "No vehicle can bring it beside the other orders";
                    case CANCELLED -> zh ? "订单已取消" : "It was cancelled";
                    case ALREADY_SENT -> zh ? "已全部发出" : "All of it has left";
                    case IN_OTHER_SHIPMENT ->
                            zh ? "已列入其他发运单" : "It is planned for another shipment";
                    case LEFT_OUT -> zh ? "人工排线时未列入" : "It was left out by hand";
                };
        String rest =
                others.isEmpty()
                        ? ""
                        : (zh ? "：" : ": ")
                                + others.stream()
                                        .map(other -> of(other, language))
                                        .collect(Collectors.joining(zh ? "，" : ", "));
        return text + rest + (zh ? "。" : ".");
    }

    private static String of(OtherVehicle other, Language language) {
        if (other.breaks() != null) {
            return "%s %s".formatted(other.vehicle(), of(other.breaks(), language));
        }
        long meters = other.meters() == null ? 0 : other.meters();
        return language == Language.ZH
                ? "%s 多行驶 %s 公里".formatted(other.vehicle(), kilometers(meters))
                : "%s %s km".formatted(other.vehicle(), kilometers(meters));
    }

    private static String kilometers(long meters) {
        return String.format(Locale.ROOT, "%.1f", meters / KILOMETER);
    }

    private static String of(Breach breach, Language language) {
        boolean zh = language == Language.ZH;
        return switch (breach) {
            case LEFT -> zh ? "已发车" : "has left";
            case ON_ANOTHER_VEHICLE -> zh ? "已提交给别的车" : "is not where it is committed";
            case TEMPERATURE -> zh ? "温区不符" : "lacks the temperature zone";
            case SIZE_UNKNOWN -> zh ? "体积或重量未知" : "needs its volume or weight";
            case CAPACITY -> zh ? "容量不足" : "has no room";
            case RECEIVING_HOURS -> zh ? "收货时间不合" : "misses receiving hours";
            case DRIVER_HOURS -> zh ? "司机工时不够" : "exceeds driver's hours";
        };
    }
}
