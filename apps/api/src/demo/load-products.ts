import { Injectable } from '@nestjs/common';

@Injectable()
export class LoadProducts {
  async run(count: number): Promise<void> {
    await Promise.reject(new Error(`not yet: ${count}`));
  }
}
