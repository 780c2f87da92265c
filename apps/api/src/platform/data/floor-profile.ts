import { Inject, Injectable } from '@nestjs/common';
import { ENVIRONMENT, type Environment } from '../config/config.module.js';
import { readDataFile } from './data-files.js';

/** Who runs this floor, for which province, on which terms: the province profile, read once at boot. */
@Injectable()
export class FloorProfile {
  readonly province: { code: string; name: string; fullName: string; floorName: string };
  readonly operator: { name: string; address: string; phone: string; email: string };
  readonly deliveryTerms: string;
  readonly returnTerms: string;
  /** How far a shop raises an approved price without asking, in percent, and how long each step of approval may take. */
  readonly approval: { priceJumpPercent: number; checkWorkingDays: number; publishWorkingDays: number };
  /** The floor's goods are illustrative. */
  readonly demo: boolean;

  constructor(@Inject(ENVIRONMENT) environment: Environment) {
    this.province = readDataFile<FloorProfile['province']>(`${environment.province}/province.json`);
    const floor = readDataFile<Pick<FloorProfile, 'operator' | 'deliveryTerms' | 'returnTerms' | 'approval'>>(
      `${environment.province}/floor.json`,
    );
    this.operator = floor.operator;
    this.deliveryTerms = floor.deliveryTerms;
    this.returnTerms = floor.returnTerms;
    this.approval = floor.approval;
    this.demo = environment.demo;
  }
}
