package io.lotline.ops.sampleday;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.scan.Assembled;
import io.lotline.core.scan.ItemAssembly;
import io.lotline.core.scan.ScannedItem;
import io.lotline.ops.sampleday.DayPlan.Line;
import io.lotline.ops.sampleday.DayPlan.Notice;
import io.lotline.ops.sampleday.DayPlan.Parcel;
import io.lotline.ops.sampleday.Park.Device;
import io.lotline.ops.sampleday.Park.Enterprise;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class DayPlanTest {
    private static final LocalDate DAY = LocalDate.of(2026, 7, 12);
    private static final String PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新";

    private final DayPlan plan = DayPlan.of(1, 1, DAY);

    @Test
    void a_seed_gives_one_day() {
        assertThat(DayPlan.of(1, 1, DAY)).isEqualTo(plan);
        assertThat(DayPlan.of(2, 1, DAY)).isNotEqualTo(plan);
    }

    @Test
    void the_park_has_the_size_of_a_park() {
        assertThat(plan.park().enterprises()).hasSize(37).doesNotHaveDuplicates();
        assertThat(plan.park().devices()).hasSize(60).doesNotHaveDuplicates();
        assertThat(plan.park().devices()).extracting(Device::di).doesNotHaveDuplicates();
        assertThat(plan.park().devices()).extracting(Device::riskClass).contains("I", "II", "III");
        assertThat(plan.park().bins()).hasSize(300).doesNotHaveDuplicates();
        assertThat(plan.notices()).hasSize(14);
        assertThat(plan.orders()).hasSize(40);
    }

    @Test
    void registration_numbers_have_the_form_of_the_law() {
        for (Device device : plan.park().devices()) {
            assertThat(device.registrationNumber())
                    .matches(
                            device.riskClass().equals("I")
                                    ? "^(国|["
                                            + PROVINCES
                                            + "][\\u4e00-\\u9fa5]{0,2})械备(\\d{4})(\\d{4,5})号?$"
                                    : "^(国|["
                                            + PROVINCES
                                            + "])械注(准|进|许)(\\d{4})([23])(\\d{2})(\\d{4})$");
        }
        assertThat(plan.park().enterprises())
                .extracting(Enterprise::creditCode)
                .allMatch(code -> code.matches("^[0-9A-HJ-NPQRTUWXY]{18}$"));
    }

    @Test
    void every_label_reads_as_what_it_stands_for() {
        int read = 0;
        for (Notice notice : plan.notices()) {
            for (Line line : notice.lines()) {
                for (Parcel parcel : line.parcels()) {
                    List<String> symbols = line.label(parcel.serial(), parcel.carton());
                    Assembled assembled = ItemAssembly.assemble(symbols);
                    assertThat(assembled).as("%s", symbols).isInstanceOf(Assembled.Item.class);
                    ScannedItem item = ((Assembled.Item) assembled).item();
                    Device device = line.device();
                    assertThat(item.di())
                            .isEqualTo(parcel.carton() ? device.cartonDi() : device.di());
                    assertThat(item.lot()).isEqualTo(line.lot());
                    assertThat(item.serial()).isEqualTo(parcel.serial());
                    assertThat(item.expiryDate()).isEqualTo(line.expiryDate());
                    read++;
                }
            }
        }
        assertThat(read).isBetween(100, 400);
    }
}
