using MeterFirmware.Core;
using MeterFirmware.Core.Logs;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;
using MeterFirmware.Core.Time;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Core
{
    [TestClass]
    public class TariffTableTests
    {
        [TestMethod]
        public void ABadSwitchingTableIsRefusedWhole()
        {
            MeteringRig rig = MeteringRig.Esme();
            TariffShape shape = rig.Metering.Tariff.Shape;
            rig.Give(TariffTable.Switching, MeteringRig.Switching(shape, 0, 3), 0);
            rig.Tell(MeteringRig.Noon());
            int day = SwitchingTable.DaysAt(shape);
            int season = SwitchingTable.SeasonsAt;
            Spoil(rig, TableResult.ProfileUnsorted, day + 5, 0);
            Spoil(rig, TableResult.ProfileUnsorted, day + 5, 6);
            Spoil(rig, TableResult.BadRate, day + 7, 0);
            Spoil(rig, TableResult.BadRate, day + 7, 57);
            Spoil(rig, TableResult.BadIdentifier, day, 0);
            Spoil(rig, TableResult.BadIdentifier, day, 8);
            Spoil(rig, TableResult.BadIdentifier, season + 4, 8);
            Spoil(rig, TableResult.BadIdentifier, SwitchingTable.WeeksAt(shape) + 7, 8);
            Spoil(rig, TableResult.BadDate, season, 13);
            Spoil(rig, TableResult.BadDate, season + 1, 32);
            Spoil(rig, TableResult.BadForm, 0, 5);
            Spoil(rig, TableResult.BadForm, 1, 0);
            Spoil(rig, TableResult.BadForm, 2, 17);
            Spoil(rig, TableResult.BadForm, day + 1, 49);
            Assert.AreEqual(3, rig.Metering.Tariff.Rate);
            rig.Metering.Take(1);
            Assert.AreEqual(1L, rig.Metering.Tariff.GetTou(2));
        }

        [TestMethod]
        public void ADayThatBeginsAfterMidnightGoesOnAtTheLastRateOfTheDayBefore()
        {
            MeteringRig rig = MeteringRig.Esme();
            TariffShape shape = rig.Metering.Tariff.Shape;
            byte[] table = MeteringRig.Switching(shape, 13 * 60, 2);
            int day = SwitchingTable.DaysAt(shape);
            // Rate 1 from 6:00, rate 2 from 13:00 and through the night.
            Octets.SetUInt16(table, day + 2, 6 * 60);
            rig.Give(TariffTable.Switching, table, 0);
            int midnight = MeteringRig.Noon() - 12 * 3600;
            rig.Tell(midnight + 3600);
            Assert.AreEqual(2, rig.Metering.Tariff.Rate);
            rig.Tell(midnight + 6 * 3600);
            Assert.AreEqual(1, rig.Metering.Tariff.Rate);
            rig.Tell(midnight + 13 * 3600);
            Assert.AreEqual(2, rig.Metering.Tariff.Rate);
            rig.Tell(midnight + 24 * 3600);
            Assert.AreEqual(2, rig.Metering.Tariff.Rate);
            // Yesterday was a special day, which ended at rate 1.
            byte[] special = new byte[SpecialDays.LengthOf(shape.SpecialDays)];
            int date = CalendarDate.FromDayNumber((midnight + 24 * 3600) / 86400);
            table[2] = 2;
            int other = day + SwitchingTable.DayLength(shape);
            table[other] = 4;
            table[other + 1] = 1;
            table[other + 4] = 1;
            special[0] = 1;
            Octets.SetUInt16(special, 1, date / 10000);
            special[3] = (byte)(date / 100 % 100);
            special[4] = (byte)(date % 100);
            special[5] = SpecialDays.Any;
            special[6] = 4;
            rig.Give(TariffTable.Switching, table, 0);
            rig.Give(TariffTable.SpecialDays, special, 0);
            rig.Tell(midnight + 2 * 24 * 3600 + 60);
            Assert.AreEqual(1, rig.Metering.Tariff.Rate);
            rig.Tell(midnight + 3 * 24 * 3600 + 60);
            Assert.AreEqual(2, rig.Metering.Tariff.Rate);
        }

        [TestMethod]
        public void SeasonsThatOverlapAreRefused()
        {
            MeteringRig rig = MeteringRig.Esme();
            byte[] table = MeteringRig.Switching(rig.Metering.Tariff.Shape, 0, 1);
            int second = SwitchingTable.SeasonsAt + SwitchingTable.SeasonLength;
            table[0] = 2;
            for (int i = 0; i < SwitchingTable.SeasonLength; i++)
            {
                table[second + i] = table[SwitchingTable.SeasonsAt + i];
            }
            rig.Refuse(TableResult.SeasonsOverlap, TariffTable.Switching, table);
            table[second + 1] = 2;
            rig.Give(TariffTable.Switching, table, 0);
            table[SwitchingTable.SeasonsAt] = 2;
            rig.Refuse(TableResult.SeasonsOverlap, TariffTable.Switching, table);
            table[SwitchingTable.SeasonsAt] = 1;
            Octets.SetUInt16(table, second + 2, 2026);
            rig.Refuse(TableResult.SeasonsOverlap, TariffTable.Switching, table);
        }

        [TestMethod]
        public void PricesThresholdsAndTheRestHaveTheirLimits()
        {
            MeteringRig rig = MeteringRig.Esme();
            TariffShape shape = rig.Metering.Tariff.Shape;
            byte[] prices = MeteringRig.Prices(shape, 100);
            prices[0] = 1;
            rig.Refuse(TableResult.BadValue, TariffTable.Prices, prices);
            prices[0] = 0;
            rig.Refuse(TableResult.BadValue, TariffTable.Prices, prices);
            prices[0] = 0xFB;
            prices[159] = 0x80;
            rig.Refuse(TableResult.BadValue, TariffTable.Prices, prices);
            byte[] thresholds = MeteringRig.Thresholds(shape, 10, 9, 20);
            rig.Refuse(TableResult.ThresholdsFall, TariffTable.Thresholds, thresholds);
            rig.Give(TariffTable.Thresholds, MeteringRig.Thresholds(shape, 10, 10, -1), 0);
            rig.Refuse(TableResult.BadForm, TariffTable.Thresholds, new byte[5]);
            rig.Refuse(TableResult.BadForm, TariffTable.GasFactors, new byte[8]);
            rig.Refuse(TableResult.BadValue, TariffTable.Currency, new byte[] { 2 });
            rig.Refuse(TableResult.BadValue, TariffTable.StandingCharge, new byte[] { 0xFA, 0, 0, 0, 1 });
            rig.Refuse(TableResult.BadValue, TariffTable.StandingCharge, new byte[] { 0, 0x7F, 0, 0, 1 });
            rig.Give(TariffTable.StandingCharge, new byte[] { 0xFC, 0, 0, 0x0B, 0xB8 }, 0);
            Assert.AreEqual(30000, rig.Metering.StandingChargeMillipenceADay);
            int thirtieth = (int)MeterFirmware.Core.Time.UtcTime.SecondsFrom(2026, 1, 30, 0, 0, 0);
            byte[] billing = MeteringRig.Billing(thirtieth, BillingCalendar.Monthly, false);
            rig.Refuse(TableResult.BadDate, TariffTable.Billing, billing);
            byte[] special = new byte[SpecialDays.LengthOf(50)];
            special[0] = 51;
            rig.Refuse(TableResult.BadForm, TariffTable.SpecialDays, special);
            special[0] = 1;
            rig.Refuse(TableResult.BadDate, TariffTable.SpecialDays, special);
        }

        [TestMethod]
        public void APriceTooFewAndAPriceTooManyAreRefused()
        {
            MeteringRig rig = MeteringRig.Esme();
            byte[] prices = MeteringRig.Prices(rig.Metering.Tariff.Shape, 100);
            Assert.AreEqual(1 + 2 * 80, prices.Length);
            rig.Give(TariffTable.Prices, prices, 0);
            byte[] table = new byte[1 + 2 * 79];
            System.Array.Copy(prices, table, table.Length);
            rig.Refuse(TableResult.BadForm, TariffTable.Prices, table);
            table = new byte[1 + 2 * 81];
            System.Array.Copy(prices, table, prices.Length);
            rig.Refuse(TableResult.BadForm, TariffTable.Prices, table);
        }

        [TestMethod]
        public void EveryOneOfEightyPricesIsCharged()
        {
            MeteringRig rig = MeteringRig.Esme();
            TariffShape shape = rig.Metering.Tariff.Shape;
            rig.Give(TariffTable.Prices, MeteringRig.Prices(shape, 100), 0);
            rig.Give(TariffTable.Thresholds, MeteringRig.Thresholds(shape, 1000, 2000, 3000), 0);
            for (int rate = 1; rate <= 48; rate++)
            {
                Charge(rig, rate, rate);
            }
            for (int column = 1; column <= 8; column++)
            {
                for (int block = 0; block < 4; block++)
                {
                    Charge(rig, 48 + column, 48 + 8 * block + column);
                }
            }
        }

        [TestMethod]
        public void LabelsAreOptionalAndHaveLimits()
        {
            MeteringRig rig = MeteringRig.Esme();
            TariffShape shape = rig.Metering.Tariff.Shape;
            Assert.IsFalse(rig.Metering.Tables.Get(TariffTable.Labels).HasActive);
            byte[] labels = new byte[TextLabels.LengthOf(shape)];
            int controller = TextLabels.ControllerAt(shape, 4);
            labels[controller] = (byte)'H';
            labels[controller + 1] = (byte)'W';
            rig.Give(TariffTable.Labels, labels, 0);
            byte[] back = new byte[labels.Length];
            Assert.IsTrue(rig.Metering.Tables.Get(TariffTable.Labels).ReadActive(back, 0, back.Length));
            Assert.AreEqual((int)'W', (int)back[controller + 1]);
            byte[] text = { (byte)'E', (byte)'V' };
            int third = TextLabels.ControllerAt(shape, 2);
            Assert.AreEqual(TableResult.Ok, rig.Metering.SetLabel(third, TextLabels.ControllerLength, text, 0, 2));
            Assert.AreEqual(TableResult.BadForm, rig.Metering.SetLabel(third, 1, text, 0, 2));
            text[0] = 7;
            Assert.AreEqual(
                TableResult.BadValue,
                rig.Metering.SetLabel(third, TextLabels.ControllerLength, text, 0, 2)
            );
            Assert.IsTrue(rig.Metering.Tables.Get(TariffTable.Labels).ReadActive(back, 0, back.Length));
            Assert.AreEqual((int)'E', (int)back[third]);
            Assert.AreEqual((int)'W', (int)back[controller + 1]);
            labels[controller + 3] = (byte)'!';
            rig.Refuse(TableResult.BadValue, TariffTable.Labels, labels);
            labels[controller + 3] = 0;
            labels[TextLabels.RegisterAt(0)] = 0x9C;
            rig.Refuse(TableResult.BadValue, TariffTable.Labels, labels);
        }

        [TestMethod]
        [DataRow(true)]
        [DataRow(false)]
        public void EachLabelHasAPlaceOfItsOwn(bool isGas)
        {
            MeteringRig rig = isGas ? MeteringRig.Gsme() : MeteringRig.Esme();
            TariffShape shape = rig.Metering.Tariff.Shape;
            int length = TextLabels.LengthOf(shape);
            byte[] text = new byte[TextLabels.ControllerLength];
            Set(rig, 0, TextLabels.TariffLength, text, 1);
            for (int i = 0; i < shape.Rates; i++)
            {
                Set(rig, TextLabels.RegisterAt(i), TextLabels.RegisterLength, text, 2 + i);
            }
            for (int i = 0; i < TextLabels.Controllers && !isGas; i++)
            {
                Set(rig, TextLabels.ControllerAt(shape, i), TextLabels.ControllerLength, text, 60 + i);
            }
            // Each is as long as it may be, so the table is full and each octet is of the label whose place it is.
            byte[] back = new byte[length];
            Assert.IsTrue(rig.Metering.Tables.Get(TariffTable.Labels).ReadActive(back, 0, length));
            for (int i = 0; i < length; i++)
            {
                int register = 2 + (i - TextLabels.TariffLength) / TextLabels.RegisterLength;
                int controller = 60 + (i - TextLabels.ControllerAt(shape, 0)) / TextLabels.ControllerLength;
                bool isController = i >= TextLabels.TariffLength + TextLabels.RegisterLength * shape.Rates;
                int number =
                    i < TextLabels.TariffLength ? 1
                    : isController ? controller
                    : register;
                Assert.AreEqual(' ' + number, (int)back[i]);
            }
            // A shorter one leaves nothing of the longer, and one too long or beyond the table changes nothing.
            int last = length - TextLabels.RegisterLength;
            Assert.AreEqual(TableResult.Ok, rig.Metering.SetLabel(last, TextLabels.RegisterLength, text, 0, 1));
            Assert.IsTrue(rig.Metering.Tables.Get(TariffTable.Labels).ReadActive(back, 0, length));
            Assert.AreEqual((int)text[0], (int)back[last]);
            Assert.AreEqual(0, (int)back[last + 1]);
            Assert.AreEqual(0, (int)back[length - 1]);
            int places = TextLabels.RegisterLength;
            Assert.AreEqual(TableResult.BadForm, rig.Metering.SetLabel(last, places, text, 0, places + 1));
            Assert.AreEqual(TableResult.BadForm, rig.Metering.SetLabel(last + 1, places, text, 0, 1));
            text[0] = 0x7F;
            Assert.AreEqual(TableResult.BadValue, rig.Metering.SetLabel(last, places, text, 0, 1));
        }

        private static void Set(MeteringRig rig, int at, int places, byte[] text, int number)
        {
            for (int i = 0; i < places; i++)
            {
                text[i] = (byte)(' ' + number);
            }
            Assert.AreEqual(TableResult.Ok, rig.Metering.SetLabel(at, places, text, 0, places));
        }

        [TestMethod]
        public void AWaitingTableComesIntoForceAtItsMoment()
        {
            MeteringRig rig = MeteringRig.Esme();
            int noon = MeteringRig.Noon();
            TariffShape shape = rig.Metering.Tariff.Shape;
            rig.Give(TariffTable.Prices, MeteringRig.Prices(shape, 100), 0);
            rig.Tell(noon);
            rig.Give(TariffTable.Prices, MeteringRig.Prices(shape, 200), noon + 100);
            rig.Metering.Take(1000);
            rig.Tell(noon + 99);
            Assert.AreEqual(100L, rig.Metering.TakeCostMillipence());
            Assert.AreEqual(100, rig.Metering.Tariff.ActivePriceMillipencePerKwh);
            rig.Tell(noon + 100);
            Assert.AreEqual(200, rig.Metering.Tariff.ActivePriceMillipencePerKwh);
            rig.Metering.Take(1500);
            Assert.AreEqual(300L, rig.Metering.TakeCostMillipence());
            Assert.AreEqual(2, rig.Metering.BillingData.Total);
        }

        [TestMethod]
        public void AChangeOfTariffIsBilledOnBothElements()
        {
            MeteringRig rig = MeteringRig.Esme();
            rig.Tell(MeteringRig.Noon());
            byte[] table = MeteringRig.Prices(rig.Metering.Secondary.Shape, 10);
            rig.Give(TariffTable.SecondaryPrices, table, 0);
            Assert.AreEqual(1, rig.Metering.BillingData.Total);
            rig.Give(TariffTable.Prices, MeteringRig.Prices(rig.Metering.Tariff.Shape, 10), MeteringRig.Noon() + 60);
            Assert.AreEqual(1, rig.Metering.BillingData.Total);
            rig.Tell(MeteringRig.Noon() + 60);
            Assert.AreEqual(2, rig.Metering.BillingData.Total);
            byte[] snapshot = new byte[SnapshotLog.LengthOf(false, true)];
            Assert.IsTrue(rig.Metering.BillingData.Read(0, snapshot, 0));
            Assert.AreEqual(SnapshotLog.TariffChange, (int)snapshot[SnapshotLog.CauseAt]);
        }

        [TestMethod]
        public void AWaitingTableIsReplacedAndCancelled()
        {
            MeteringRig rig = MeteringRig.Esme();
            int noon = MeteringRig.Noon();
            TariffShape shape = rig.Metering.Tariff.Shape;
            ConfigurationTable prices = rig.Metering.Tables.Get(TariffTable.Prices);
            rig.Tell(noon);
            rig.Give(TariffTable.Prices, MeteringRig.Prices(shape, 1), 0);
            rig.Give(TariffTable.Prices, MeteringRig.Prices(shape, 2), noon + 100);
            rig.Give(TariffTable.Prices, MeteringRig.Prices(shape, 3), noon + 200);
            Assert.AreEqual(noon + 200, prices.ActivationSeconds);
            rig.Tell(noon + 150);
            Assert.AreEqual(1, rig.Metering.Tariff.ActivePriceMillipencePerKwh);
            Assert.IsTrue(rig.Metering.CancelTable(TariffTable.Prices));
            Assert.IsFalse(rig.Metering.CancelTable(TariffTable.Prices));
            rig.Tell(noon + 250);
            Assert.AreEqual(1, rig.Metering.Tariff.ActivePriceMillipencePerKwh);
            // A moment that has passed means at once.
            rig.Give(TariffTable.Prices, MeteringRig.Prices(shape, 4), noon + 250);
            Assert.AreEqual(4, rig.Metering.Tariff.ActivePriceMillipencePerKwh);
            // A moment that passes while the meter is off comes when it is on again.
            rig.Give(TariffTable.Prices, MeteringRig.Prices(shape, 5), noon + 1000);
            rig.Commit();
            rig = rig.Restart();
            Assert.AreEqual(4, rig.Metering.Tariff.ActivePriceMillipencePerKwh);
            rig.Tell(noon + 86400);
            Assert.AreEqual(5, rig.Metering.Tariff.ActivePriceMillipencePerKwh);
        }

        [TestMethod]
        public void ARefusedWriteOrAFailedCommitLeavesTheTableInForce()
        {
            MeteringRig rig = MeteringRig.Esme();
            TariffShape shape = rig.Metering.Tariff.Shape;
            rig.Tell(MeteringRig.Noon());
            rig.Give(TariffTable.Prices, MeteringRig.Prices(shape, 1), 0);
            rig.Commit();
            rig.Records.RefuseWrites = true;
            rig.Refuse(TableResult.StorageFailed, TariffTable.Prices, MeteringRig.Prices(shape, 2));
            Assert.AreEqual(1, rig.Metering.Tariff.ActivePriceMillipencePerKwh);
            rig.Records.RefuseWrites = false;
            rig.State.Image.Mark();
            rig.Give(TariffTable.Prices, MeteringRig.Prices(shape, 3), 0);
            rig.Records.RefuseWrites = true;
            Assert.IsFalse(rig.State.Store.Commit());
            rig.Tell(MeteringRig.Noon() + 1);
            Assert.AreEqual(1, rig.Metering.Tariff.ActivePriceMillipencePerKwh);
        }

        [TestMethod]
        public void WhatWasGivenAndNotCommittedDoesNotTouchWhatWas()
        {
            MeteringRig rig = MeteringRig.Esme();
            TariffShape shape = rig.Metering.Tariff.Shape;
            int noon = MeteringRig.Noon();
            rig.Tell(noon);
            rig.Give(TariffTable.Prices, MeteringRig.Prices(shape, 1), 0);
            rig.Give(TariffTable.Prices, MeteringRig.Prices(shape, 2), noon + 100);
            rig.Commit();
            rig.State.Image.Mark();
            for (int i = 10; i < 20; i++)
            {
                rig.Give(TariffTable.Prices, MeteringRig.Prices(shape, i), 0);
                rig.Give(TariffTable.Prices, MeteringRig.Prices(shape, i + 10), noon + 200);
            }
            Assert.AreEqual(19, rig.Metering.Tariff.ActivePriceMillipencePerKwh);
            MeteringRig again = rig.Restart();
            again.Tell(noon + 1);
            Assert.AreEqual(1, again.Metering.Tariff.ActivePriceMillipencePerKwh);
            again.Tell(noon + 100);
            Assert.AreEqual(2, again.Metering.Tariff.ActivePriceMillipencePerKwh);
            Assert.IsTrue(again.Metering.TakeCommitWanted());
            Assert.IsFalse(again.Metering.TakeCommitWanted());
        }

        [TestMethod]
        public void AnActivationWhoseCommitIsRefusedKeepsWhatTheFlashNames()
        {
            MeteringRig rig = MeteringRig.Esme();
            TariffShape shape = rig.Metering.Tariff.Shape;
            int noon = MeteringRig.Noon();
            rig.Tell(noon);
            rig.Give(TariffTable.Prices, MeteringRig.Prices(shape, 1), 0);
            rig.Commit();
            rig.Give(TariffTable.Prices, MeteringRig.Prices(shape, 2), noon + 100);
            rig.Commit();
            rig.Tell(noon + 100);
            rig.Records.RefuseWrites = true;
            rig.State.Image.Mark();
            Assert.IsFalse(rig.State.Store.Commit());
            rig.Records.RefuseWrites = false;
            for (int i = 3; i < 9; i++)
            {
                rig.Metering.Tables.FreeUnnamed();
                rig.Give(TariffTable.Prices, MeteringRig.Prices(shape, i), 0);
                Assert.AreEqual(i, rig.Metering.Tariff.ActivePriceMillipencePerKwh);
            }
            MeteringRig again = rig.Restart();
            again.Tell(noon + 1);
            Assert.AreEqual(1, again.Metering.Tariff.ActivePriceMillipencePerKwh);
            again.Tell(noon + 100);
            Assert.AreEqual(2, again.Metering.Tariff.ActivePriceMillipencePerKwh);
        }

        [TestMethod]
        public void RecordsThatAreNotNamedAreTakenAwayOnceThatIsOnTheFlash()
        {
            MeteringRig rig = MeteringRig.Esme();
            TariffShape shape = rig.Metering.Tariff.Shape;
            int noon = MeteringRig.Noon();
            rig.Tell(noon);
            rig.Give(TariffTable.Prices, MeteringRig.Prices(shape, 1), 0);
            rig.Give(TariffTable.Prices, MeteringRig.Prices(shape, 2), noon + 100);
            rig.Commit();
            rig.Metering.Tables.FreeUnnamed();
            Assert.AreEqual(2, Held(rig, TariffTable.Prices));
            rig.Give(TariffTable.Prices, MeteringRig.Prices(shape, 3), noon + 200);
            rig.Metering.Tables.FreeUnnamed();
            Assert.AreEqual(3, Held(rig, TariffTable.Prices));
            rig.Commit();
            rig.Metering.Tables.FreeUnnamed();
            Assert.AreEqual(2, Held(rig, TariffTable.Prices));
            rig.Tell(noon + 200);
            rig.Commit();
            // A start finds what the one before it did not come to.
            MeteringRig again = rig.Restart();
            again.Metering.Tables.FreeUnnamed();
            Assert.AreEqual(1, Held(again, TariffTable.Prices));
            again.Tell(noon + 200);
            Assert.AreEqual(3, again.Metering.Tariff.ActivePriceMillipencePerKwh);
        }

        [TestMethod]
        public void ADamagedRecordIsNoticed()
        {
            MeteringRig rig = MeteringRig.Esme();
            TariffShape shape = rig.Metering.Tariff.Shape;
            rig.Give(TariffTable.Prices, MeteringRig.Prices(shape, 7), 0);
            byte[] record = rig.Records.Peek("tpr-a");
            byte[] back = new byte[PriceTable.LengthOf(shape)];
            ConfigurationTable prices = rig.Metering.Tables.Get(TariffTable.Prices);
            for (int i = 0; i < record.Length; i += 7)
            {
                record[i] ^= 0x20;
                Assert.IsFalse(prices.ReadActive(back, 0, back.Length));
                record[i] ^= 0x20;
            }
            Assert.IsTrue(prices.ReadActive(back, 0, back.Length));
        }

        [TestMethod]
        public void ASpecialDayNamesADateAndAProfile()
        {
            MeteringRig rig = MeteringRig.Esme();
            byte[] days = new byte[SpecialDays.LengthOf(rig.Metering.Tariff.Shape.SpecialDays)];
            byte[] right = { 1, 0xFF, 0xFF, 12, 25, 0xFF, 9 };
            System.Array.Copy(right, days, right.Length);
            rig.Give(TariffTable.SpecialDays, days, 0);
            days[6] = 0;
            rig.Refuse(TableResult.BadIdentifier, TariffTable.SpecialDays, days);
            days[6] = 9;
            days[5] = 8;
            rig.Refuse(TableResult.BadDate, TariffTable.SpecialDays, days);
            days[5] = 0xFF;
            days[3] = 13;
            rig.Refuse(TableResult.BadDate, TariffTable.SpecialDays, days);
            days[3] = 12;
            days[0] = 51;
            rig.Refuse(TableResult.BadForm, TariffTable.SpecialDays, days);
        }

        [TestMethod]
        public void SpecialDaysComeBeforeTheWeek()
        {
            MeteringRig rig = MeteringRig.Esme();
            TariffShape shape = rig.Metering.Tariff.Shape;
            byte[] table = MeteringRig.Switching(shape, 0, 1);
            int second = SwitchingTable.DaysAt(shape) + SwitchingTable.DayLength(shape);
            table[2] = 2;
            table[second] = 10;
            table[second + 1] = 1;
            table[second + 4] = 5;
            rig.Give(TariffTable.Switching, table, 0);
            byte[] special = new byte[SpecialDays.LengthOf(50)];
            special[0] = 1;
            Octets.SetUInt16(special, 1, SwitchingTable.EveryYear);
            special[3] = SpecialDays.Any;
            special[4] = 2;
            special[5] = SpecialDays.Any;
            special[6] = 10;
            rig.Give(TariffTable.SpecialDays, special, 0);
            int noon = MeteringRig.Noon();
            rig.Tell(noon);
            Assert.AreEqual(1, rig.Metering.Tariff.Rate);
            rig.Tell(noon + 86400);
            Assert.AreEqual(5, rig.Metering.Tariff.Rate);
            rig.Tell(noon + 2 * 86400);
            Assert.AreEqual(1, rig.Metering.Tariff.Rate);
        }

        // A kWh at a rate, which has the price of a number, from 1.
        private static void Charge(MeteringRig rig, int rate, int number)
        {
            rig.Metering.Tariff.SetRate(rate);
            Assert.AreEqual(100 * number, rig.Metering.Tariff.ActivePriceMillipencePerKwh);
            rig.Metering.Take(1000);
            Assert.AreEqual(100L * number, rig.Metering.TakeCostMillipence());
        }

        private static int Held(MeteringRig rig, int table)
        {
            int held = 0;
            string[] suffixes = { "-a", "-b", "-c", "-d" };
            for (int i = 0; i < suffixes.Length; i++)
            {
                held += rig.Records.Peek(TariffTable.NameOf(table) + suffixes[i]) != null ? 1 : 0;
            }
            return held;
        }

        private static void Spoil(MeteringRig rig, int result, int at, int octet)
        {
            byte[] table = MeteringRig.Switching(rig.Metering.Tariff.Shape, 300, 2);
            table[at] = (byte)octet;
            if (at == SwitchingTable.DaysAt(rig.Metering.Tariff.Shape) + 5 && octet == 0)
            {
                table[at + 1] = 0;
            }
            rig.Refuse(result, TariffTable.Switching, table);
        }
    }
}
