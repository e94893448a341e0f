using MeterFirmware.Core;
using MeterFirmware.Core.Logs;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Core
{
    [TestClass]
    public class GasTests
    {
        [TestMethod]
        public void EnergyOfTheIncrementsIsEnergyOfTheSum()
        {
            StateImage image = MeteringRig.Gsme().State.Image;
            GasEnergy energy = new GasEnergy(image);
            energy.SetFactors(102264, 395);
            int sum = 0;
            for (int i = 0; i < 500; i++)
            {
                sum += energy.Convert(i % 3);
            }
            // 499 litres x 1.02264 x 39.5 MJ/m3 / 3.6.
            Assert.AreEqual((int)(499L * 102264 * 395 / 3600000), sum);
            Assert.AreEqual((long)sum, energy.TotalWh);
        }

        [TestMethod]
        public void GasFactorsHaveLimitsAndWaitLikeOtherTables()
        {
            MeteringRig rig = MeteringRig.Gsme();
            byte[] factors = new byte[GasEnergy.TableLength];
            rig.Refuse(TableResult.BadValue, TariffTable.GasFactors, factors);
            Octets.SetInt32(factors, 0, 100000);
            Octets.SetInt32(factors, 4, 360);
            int noon = MeteringRig.Noon();
            rig.Tell(noon);
            rig.Give(TariffTable.GasFactors, factors, noon + 60);
            rig.Tell(noon + 60);
            rig.Metering.Take(1000);
            // 1 m3 of 36 MJ is 10 kWh.
            Assert.AreEqual(10000L, rig.State.Image.GetInt64(RegisterLayout.EnergyTotal));
        }

        [TestMethod]
        public void GasBlocksAreCountedInLitresAndLimitedInEnergy()
        {
            MeteringRig rig = MeteringRig.Gsme();
            TariffShape shape = rig.Metering.Tariff.Shape;
            byte[] factors = new byte[GasEnergy.TableLength];
            Octets.SetInt32(factors, 0, 100000);
            Octets.SetInt32(factors, 4, 360);
            rig.Give(TariffTable.GasFactors, factors, 0);
            rig.Give(TariffTable.Thresholds, MeteringRig.Thresholds(shape, 1000, 2005, 9000), 0);
            rig.Give(TariffTable.Prices, MeteringRig.Prices(shape, 1000), 0);
            rig.Tell(MeteringRig.Noon());
            rig.Metering.Take(400);
            Assert.AreEqual(100L, rig.Metering.Tariff.GetBlockCounter(0, 0));
            // The litre in which the second threshold is passed belongs to the second block.
            Assert.AreEqual(101L, rig.Metering.Tariff.GetBlockCounter(1, 0));
            Assert.AreEqual(199L, rig.Metering.Tariff.GetBlockCounter(2, 0));
            Assert.AreEqual(3, rig.Metering.Tariff.Block);
            Assert.AreEqual(1L * 5000 + 1010L * 6000 / 1000 + 1990L * 7000 / 1000, rig.Metering.TakeCostMillipence());
            rig.Metering.Tariff.ResetBlockCounters();
            Assert.AreEqual(400L, rig.Metering.Tariff.SumOfRegisters());
            Assert.AreEqual(1, rig.Metering.Tariff.Block);
        }

        [TestMethod]
        public void GasRegistersDoNotWrapAt32Bits()
        {
            MeteringRig rig = MeteringRig.Gsme();
            rig.Tell(MeteringRig.Noon());
            long last = 0x100000000L;
            last--;
            rig.State.Image.SetInt64(ImageLayout.Consumption, last);
            rig.State.Image.SetInt64(RegisterLayout.Tou, last);
            rig.Metering.Take(1);
            Assert.AreEqual(0x100000000L, rig.Metering.Tariff.GetTou(0));
            Assert.AreEqual(rig.State.Consumption.Value, rig.Metering.Tariff.SumOfRegisters());
        }

        [TestMethod]
        public void AGasDayHasOneEntry()
        {
            MeteringRig rig = MeteringRig.Gsme();
            TariffShape shape = rig.Metering.Tariff.Shape;
            byte[] table = MeteringRig.Switching(shape, 0, 4);
            rig.Give(TariffTable.Switching, table, 0);
            table[SwitchingTable.DaysAt(shape) + 1] = 2;
            rig.Refuse(TableResult.BadForm, TariffTable.Switching, table);
            table[SwitchingTable.DaysAt(shape) + 1] = 1;
            Octets.SetUInt16(table, SwitchingTable.DaysAt(shape) + 2, 1);
            rig.Refuse(TableResult.ProfileUnsorted, TariffTable.Switching, table);
            rig.Tell(MeteringRig.Noon());
            rig.Metering.Take(8);
            Assert.AreEqual(8L, rig.Metering.Tariff.GetTou(3));
        }

        [TestMethod]
        public void FlowThresholdKeepsItsDivisor()
        {
            MeteringRig rig = MeteringRig.Gsme();
            byte[] settings = new byte[UncontrolledGasFlow.Length];
            Octets.SetUInt16(settings, 0, 301);
            Octets.SetUInt16(settings, 2, 1);
            Octets.SetUInt16(settings, 4, UncontrolledGasFlow.FineDivisor);
            Octets.SetUInt16(settings, 6, 60);
            rig.Give(TariffTable.Limits, settings, 0);
            Assert.AreEqual("0.030 m3/h", UncontrolledGasFlow.ToText(rig.Metering.Limits, 0));
            // 0.0301 m3/h is 0.5016 litres a minute.
            Assert.IsFalse(UncontrolledGasFlow.IsExceeded(settings, 0, 0, 60));
            Assert.IsTrue(UncontrolledGasFlow.IsExceeded(settings, 0, 1, 60));
            Octets.SetUInt16(settings, 0, 12);
            Octets.SetUInt16(settings, 4, UncontrolledGasFlow.CoarseDivisor);
            rig.Give(TariffTable.Limits, settings, 0);
            Assert.AreEqual("12.000 m3/h", UncontrolledGasFlow.ToText(rig.Metering.Limits, 0));
            Assert.IsFalse(UncontrolledGasFlow.IsExceeded(settings, 0, 200, 60));
            Assert.IsTrue(UncontrolledGasFlow.IsExceeded(settings, 0, 201, 60));
            Octets.SetUInt16(settings, 4, 1000);
            rig.Refuse(TableResult.BadValue, TariffTable.Limits, settings);
        }

        [TestMethod]
        public void NetworkDataAreRecordedEverySixMinutes()
        {
            MeteringRig rig = MeteringRig.Gsme();
            int noon = MeteringRig.Noon();
            rig.Tell(noon);
            NetworkDataLog log = rig.Metering.NetworkData;
            Assert.IsFalse(rig.Metering.RecordNetworkData(42));
            rig.Tell(noon + 1);
            Assert.IsTrue(rig.Metering.RecordNetworkData(41));
            for (int second = 60; second <= 5 * 3600; second += 60)
            {
                rig.Metering.Take(1);
                rig.Tell(noon + second);
            }
            Assert.AreEqual(41, log.Count);
            for (int i = 0; i < 41; i++)
            {
                // A minute is told late, so the first six have seven litres.
                Assert.AreEqual(i == 0 ? 7 : 6, log.GetLitres(i));
                Assert.AreEqual(noon + 1 + 360 * (i + 1), log.GetUtcSeconds(i));
            }
            Assert.AreEqual(ConfigurationTable.Never, log.DueSeconds);
            rig.Lose();
            Assert.IsFalse(rig.Metering.RecordNetworkData(1));
        }

        [TestMethod]
        public void BothKindsRefuseHistoryAlike()
        {
            MeteringRig esme = MeteringRig.Esme();
            MeteringRig gsme = MeteringRig.Gsme();
            Assert.IsFalse(esme.Metering.MayReadHistory);
            Assert.IsFalse(gsme.Metering.MayReadHistory);
            esme.Tell(MeteringRig.Noon());
            gsme.Tell(MeteringRig.Noon());
            Assert.IsTrue(esme.Metering.MayReadHistory && gsme.Metering.MayReadHistory);
            esme.Lose();
            gsme.Lose();
            Assert.IsFalse(esme.Metering.MayReadHistory || gsme.Metering.MayReadHistory);
        }
    }
}
